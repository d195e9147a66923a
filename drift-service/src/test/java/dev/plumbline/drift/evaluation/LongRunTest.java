package dev.plumbline.drift.evaluation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("simulation")
class LongRunTest {

    @Test
    void aShortLongRun_countsItsQueries_andItsMemoryAndCosts() {
        LongRun.Report report = new LongRun(7).run(6_000, LongRun.Compared.EVERYTHING);

        assertThat(report.queries()).isBetween(6_000L, 6_100L);
        assertThat(report.formMicros()).isPositive();
        assertThat(report.lookMicros()).isPositive();
        assertThat(report.heap()).hasSize(10).allMatch(bytes -> bytes > 0);
    }
}
