package dev.plumbline.console.view;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VisibleTest {

    @ParameterizedTest
    @CsvSource({
        "202E, ⟦RLO⟧",
        "2066, ⟦LRI⟧",
        "200B, ⟦ZWSP⟧",
        "200D, ⟦U+200D⟧",
        "FEFF, ⟦BOM⟧",
        "00AD, ⟦SHY⟧",
        "0000, ␀",
        "001B, ␛",
        "0085, ⟦U+0085⟧",
        "2028, ⟦U+2028⟧",
        "3164, ⟦U+3164⟧",
        "E0041, ⟦U+E0041⟧",
        "E0100, ⟦U+E0100⟧",
        "E000, ⟦U+E000⟧",
        "D800, ⟦U+D800⟧",
    })
    void hiddenCharacter_isShownAsAMark(String codePoint, String mark) {
        String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";

        assertThat(Visible.marked(text)).isEqualTo("a" + mark + "b");
        assertThat(Visible.line(text, 100)).isEqualTo("a" + mark + "b");
    }

    @Test
    void ordinaryText_staysAsItIs() {
        String text = "Grüße, 你好, שלום, مرحبا, नमस्ते!\n\ttab 👩‍👩‍👧 🫠 é";

        assertThat(Visible.marked(text)).isEqualTo(text);
    }

    @Test
    void joinerBetweenLetters_isMarked_asItWouldHideADifference() {
        assertThat(Visible.marked("pass\u200Dword")).isEqualTo("pass⟦U+200D⟧word");
    }

    @Test
    void carriageReturn_isShownWhereLinesAreKept() {
        assertThat(Visible.marked("a\r\nb")).isEqualTo("a␍\nb");
    }

    @Test
    void pieces_tellTextFromMarks() {
        assertThat(Visible.pieces("a\u202Eb"))
                .containsExactly(
                        new Visible.Piece("a", null),
                        new Visible.Piece("⟦RLO⟧", "U+202E"),
                        new Visible.Piece("b", null));
    }

    @Test
    void line_foldsSpaceAndCutsAtACharacter() {
        assertThat(Visible.line("  one\n two\r\n\tthree ", 100)).isEqualTo("one two three");
        assertThat(Visible.line("😀😀😀", 4)).isEqualTo("😀😀…");
        assertThat(Visible.line("abcd", 4)).isEqualTo("abcd");
        assertThat(Visible.line(null, 4)).isEmpty();
    }
}
