package dev.plumbline.drift.form;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class TraitsTest {

    private static final List<Form> FIT =
            IntStream.rangeClosed(1, 101).mapToObj(i -> form(i, "en")).toList();

    @Test
    void cuts_areTheQuantilesOfTheReference() {
        assertThat(Traits.ofInputs(FIT))
                .extracting(Trait::id)
                .contains("length.over.81.0", "length.over.96.0", "length.under.6.0", "length.under.21.0");
    }

    @Test
    void measureThatNeverVaries_hasOneTrait_whichNobodyHas() {
        List<Trait> digits = Traits.ofInputs(FIT).stream()
                .filter(trait -> trait.id().startsWith("digits"))
                .toList();

        assertThat(digits).singleElement().satisfies(trait -> {
            assertThat(trait.id()).isEqualTo("digits.over.0.0");
            assertThat(FIT).noneMatch(trait::holds);
        });
    }

    @Test
    void otherLanguage_isOneThatIsToldAndNotTheUsual() {
        Trait other = Traits.ofInputs(FIT).stream()
                .filter(trait -> trait.id().equals("language.other"))
                .findFirst()
                .orElseThrow();

        assertThat(other.holds(form(1, "de"))).isTrue();
        assertThat(other.holds(form(1, "en"))).isFalse();
        assertThat(other.holds(form(1, Form.UNSURE))).isFalse();
    }

    private static Form form(int length, String language) {
        float[] values = new float[Measure.values().length];
        values[Measure.LENGTH.ordinal()] = length;
        return new Form(values, language);
    }
}
