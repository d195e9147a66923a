package dev.plumbline.contracts.query;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ParametersTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final long NOW_NANO = 1_767_312_000_000_000_000L;
    private static final long DAY_NANO = 86_400_000_000_000L;

    @Test
    void range_isTheLastDayWhereNothingIsSaid() {
        assertThat(Parameters.range(null, " ", NOW)).isEqualTo(new Parameters.Range(NOW_NANO - DAY_NANO, NOW_NANO));
    }

    @Test
    void range_takesInstantsAndNanoseconds() {
        assertThat(Parameters.range("2026-01-01T00:00:00.000000001Z", String.valueOf(NOW_NANO), NOW))
                .isEqualTo(new Parameters.Range(NOW_NANO - DAY_NANO + 1, NOW_NANO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-01-01", "99999999999999999999", "-1", "+1000000000-01-01T00:00:00Z"})
    void from_thatIsNoTime_isRefusedByName(String from) {
        assertThatThrownBy(() -> Parameters.range(from, null, NOW))
                .isInstanceOf(BadParameterException.class)
                .hasMessageStartingWith("from ");
    }

    @Test
    void from_notBeforeTo_isRefused() {
        assertThatThrownBy(() -> Parameters.range("2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", NOW))
                .hasMessage("from is not before to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "ten", "1.5", "9999999999"})
    void number_outsideOfItsBounds_isRefusedByName(String value) {
        assertThatThrownBy(() -> Parameters.number("limit", value, 50, 1, 500))
                .hasMessage("limit is not a whole number from 1 to 500");
    }

    @Test
    void number_isReadOrTheDefault() {
        assertThat(Parameters.number("limit", "500", 50, 1, 500)).isEqualTo(500);
        assertThat(Parameters.number("limit", null, 50, 1, 500)).isEqualTo(50);
    }

    @Test
    void traceId_isLowerCased_orRefused() {
        assertThat(Parameters.traceId("0AF7651916CD43DD8448EB211C80319C"))
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThatThrownBy(() -> Parameters.traceId("xyz")).hasMessage("trace is not 32 hex digits");
    }

    @Test
    void text_withANullCharacter_isRefusedByName() {
        assertThatThrownBy(() -> Parameters.text("feature", "a\0b")).hasMessageStartingWith("feature ");
    }
}
