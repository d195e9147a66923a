package dev.plumbline.console.view;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1.00 µs",
        "999499, 999 µs",
        "999600, 1.00 ms",
        "95000000, 95.0 ms",
        "412300000, 412 ms",
        "999600000, 1.00 s",
        "1240000000, 1.24 s",
        "99940000000, 99.9 s",
        "99960000000, 1 min 40 s",
        "192000000000, 3 min 12 s",
        "7320000000000, 2 h 2 min",
        "-1, ends before it starts",
    })
    void duration_keepsThreeDigits(double nanos, String words) {
        assertThat(Amount.duration(nanos)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.0001, <0.1 %", "0.042, 4.2 %", "0.5, 50 %", "0.9999, >99.9 %", "1, 100 %"})
    void percent_neverRoundsTinyToNoneOrNearlyAllToAll(double share, String words) {
        assertThat(Amount.percent(share)).isEqualTo(words);
    }

    @Test
    void count_isGrouped() {
        assertThat(Amount.count(1_234_567)).isEqualTo("1\u202F234\u202F567");
    }

    @ParameterizedTest
    @CsvSource({"999, 999 B", "16384, 16.4 kB", "999600, 1.00 MB", "1048576, 1.05 MB"})
    void bytes_useMultiplesOfAThousand(long bytes, String words) {
        assertThat(Amount.bytes(bytes)).isEqualTo(words);
    }
}
