package dev.plumbline.evaluator.scoring;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTest {
    @Test
    void words_areLowerCase_withoutPunctuation_numbersWhole() {
        assertThat(Words.of("The \u20ac1,234.50 refund\u2014for 2 items\u2014took 3.5 days."))
                .containsExactly("the", "1234.50", "refund", "for", "2", "items", "took", "3.5", "days");
    }

    @Test
    void groupingComma_isDropped_andADecimalCommaIsKept() {
        assertThat(Words.of("12,000 and 12,5")).containsExactly("12000", "and", "12,5");
    }

    @Test
    void scriptsWithoutSpaces_giveOneWordPerCharacter() {
        assertThat(Words.of("東京 tower")).containsExactly("東", "京", "tower");
    }

    @Test
    void number_isToldFromWord() {
        assertThat(Words.isNumber("1891")).isTrue();
        assertThat(Words.isNumber("v2")).isFalse();
    }
}
