package dev.plumbline.console.compare;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class WordDiffTest {
    private static String marked(List<WordDiff.Stretch> side) {
        return side.stream()
                .map(stretch ->
                        stretch.pieces().stream().map(piece -> piece.text()).collect(Collectors.joining()))
                .map(text -> text)
                .collect(Collectors.joining("|"));
    }

    private static String changed(List<WordDiff.Stretch> side) {
        return marked(side.stream().filter(WordDiff.Stretch::changed).toList());
    }

    @Test
    void wordThatDiffers_isMarkedOnBothSides() {
        WordDiff diff = WordDiff.of("A ride is refunded in five days.", "A ride is refunded in ten working days.");

        assertThat(marked(diff.a())).isEqualTo("A ride is refunded in |five| days.");
        assertThat(changed(diff.a())).isEqualTo("five");
        assertThat(changed(diff.b())).isEqualTo("ten working");
        assertThat(diff.unit()).isEqualTo("words");
    }

    @Test
    void sameText_hasNoMark_andNothingAgainstSomething_isAllMarked() {
        assertThat(changed(WordDiff.of("same", "same").a())).isEmpty();
        assertThat(WordDiff.of("", "new words").a()).isEmpty();
        assertThat(changed(WordDiff.of("", "new words").b())).isEqualTo("new words");
    }

    @Test
    void longStretchThatIsTheSame_isFolded_neverThroughACharacter() {
        String same = "a".repeat(249) + "😀".repeat(600);
        WordDiff diff = WordDiff.of(same + " one", same + " two");

        assertThat(diff.a().get(0).folded()).isGreaterThan(500);
        assertThat(marked(diff.a())).doesNotContain("U+D83D").contains(" … ").endsWith("|one");
    }

    @Test
    void tooManyWords_areComparedByLines_andTooManyLinesNotAtAll() {
        String lines = IntStream.range(0, 900)
                .mapToObj(i -> "line " + i + " of a long text\n")
                .collect(Collectors.joining());
        String others = lines.replace("of a long", "in another");
        WordDiff byLines = WordDiff.of(
                "start\n" + lines + "end\n", "begin\n" + lines.replace("line 5 of", "line five of") + "finish\n");

        assertThat(byLines.unit()).isEqualTo("lines");
        assertThat(changed(byLines.b())).contains("line five of a long text").doesNotContain("line 6 ");
        assertThat(WordDiff.of(lines.repeat(3), others.repeat(3)).unit()).isEqualTo("whole");
    }
}
