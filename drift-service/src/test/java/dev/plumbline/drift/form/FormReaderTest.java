package dev.plumbline.drift.form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormReaderTest {

    private static final FormReader READER = new FormReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "how do i change the address on my account please | en",
                "¿cómo puedo cambiar la dirección de mi cuenta por favor? | es",
                "wie kann ich die Adresse in meinem Konto bitte ändern | de",
                "как изменить адрес в моей учётной записи | ru",
                "如何更改我的帐户地址 | zh",
                "ok | ''"
            })
    void language_isTold_orUnsureWhereTheTextDoesNotTell(String text, String language) {
        assertThat(READER.of(text).language()).isEqualTo(language);
    }

    @Test
    void typos_areUnknownWords() {
        assertThat(READER.of("please change my address").of(Measure.UNKNOWN_WORDS))
                .isZero();
        assertThat(READER.of("plaese chnage my addrress").of(Measure.UNKNOWN_WORDS))
                .isEqualTo(0.75);
    }

    @Test
    void secondLanguage_isSeenInsideOfASentence() {
        assertThat(READER.of("what is the balance of my savings account").of(Measure.MIXED))
                .isZero();
        assertThat(READER.of("qué es el balance de mi savings account").of(Measure.MIXED))
                .isZero();
        assertThat(READER.of("what is the balance y el total por favor").of(Measure.MIXED))
                .isGreaterThan(0.3);
        assertThat(READER.of("show balance счёт карты").of(Measure.MIXED)).isEqualTo(0.5);
    }

    @Test
    void measures_countWhatTheySay() {
        Form form = READER.of(" Call 911 NOW, now! ");

        assertThat(form.of(Measure.LENGTH)).isEqualTo(18);
        assertThat(form.of(Measure.SYMBOLS)).isEqualTo(2f / 18);
        assertThat(form.of(Measure.DIGITS)).isEqualTo(3f / 18);
        assertThat(form.of(Measure.UPPER_CASE)).isEqualTo(0.4f);
        assertThat(form.of(Measure.REPEATED)).isEqualTo(1f / 3);
        assertThat(form.of(Measure.EMPTY)).isZero();
    }

    @Test
    void emptyText_hasAForm() {
        Form form = READER.of(" \n ");

        assertThat(form.of(Measure.EMPTY)).isOne();
        assertThat(form.of(Measure.WORD_LENGTH)).isZero();
        assertThat(form.language()).isEqualTo(Form.UNSURE);
    }

    @Test
    void answers_areToldByRefusalAndFormat() {
        assertThat(READER.ofOutput("I'm sorry, I can't help with that.", 0).of(Measure.REFUSAL))
                .isOne();
        assertThat(READER.ofOutput("Your parcel will arrive on Monday.", 0).of(Measure.REFUSAL))
                .isZero();
        assertThat(READER.ofOutput(" {\"total\": 3, \"cut", 0).of(Measure.JSON)).isOne();
        assertThat(READER.ofOutput("Steps:\n- one\n- two\nDone", 0).of(Measure.MARKUP))
                .isEqualTo(0.5);
        assertThat(READER.ofOutput("", 2).of(Measure.TOOL_CALLS)).isEqualTo(2);
    }
}
