package dev.plumbline.console.trace;

import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class ExcerptTest {
    private static final Url PLACE =
            Url.of("/traces/abc/text").with("span", "1").with("part", "input.0.0");

    private static String text(Excerpt excerpt) {
        return excerpt.pieces().stream().map(Visible.Piece::text).collect(Collectors.joining());
    }

    @Test
    void shortText_isWhole() {
        Excerpt excerpt = Excerpt.of("hello", 0, PLACE);

        assertThat(text(excerpt)).isEqualTo("hello");
        assertThat(excerpt.cut()).isFalse();
    }

    @Test
    void longText_comesInStretchesThatMeet() {
        String whole = "a".repeat(16_383) + "😀".repeat(40_000) + "z";
        StringBuilder read = new StringBuilder();
        int offset = 0;
        int stretches = 0;
        Excerpt excerpt;
        do {
            excerpt = Excerpt.of(whole, offset, PLACE);
            read.append(text(excerpt));
            offset = excerpt.cut() ? Integer.parseInt(excerpt.more().replaceAll(".*offset=", "")) : whole.length();
            stretches++;
        } while (excerpt.cut());

        assertThat(read.toString()).isEqualTo(whole);
        assertThat(stretches).isEqualTo(3);
    }

    @Test
    void more_asksTheFragment_andTheFileIsTheWholeText() {
        Excerpt excerpt = Excerpt.of("x".repeat(20_000), 0, PLACE);

        assertThat(excerpt.more()).isEqualTo("/x/traces/abc/text?span=1&part=input.0.0&offset=16384");
        assertThat(excerpt.download()).isEqualTo("/traces/abc/text?span=1&part=input.0.0");
        assertThat(excerpt.rest()).isEqualTo("3.62 kB");
    }

    @Test
    void textFullOfMarks_doesNotFloodThePageWithElements() {
        Excerpt excerpt = Excerpt.of("a\u0000".repeat(5_000), 0, PLACE);

        assertThat(excerpt.pieces()).hasSize(1);
        assertThat(text(excerpt)).isEqualTo("a␀".repeat(5_000));
    }
}
