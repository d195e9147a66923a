package dev.plumbline.standalone.doctor;

import dev.plumbline.standalone.doctor.Finding.Grade;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class LimitsTest {
    private static final long MIB = 1024L * 1024;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void javaBelow17_fails_withWhatToDo() {
        assertThat(Limits.java(11, "/opt/jdk").grade()).isEqualTo(Grade.FAIL);
        assertThat(Limits.java(11, "/opt/jdk").text()).contains("/opt/jdk", "JAVA_HOME");
        assertThat(Limits.java(17, "/opt/jdk").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void disk_failsBelowOneGib_warnsBelowTen() {
        assertThat(Limits.disk(1023 * MIB, "here").grade()).isEqualTo(Grade.FAIL);
        assertThat(Limits.disk(1024 * MIB, "here").grade()).isEqualTo(Grade.WARN);
        assertThat(Limits.disk(10240 * MIB, "here").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void memory_failsWhereTheSuiteDoesNotFit() {
        assertThat(Limits.memory(1535 * MIB).grade()).isEqualTo(Grade.FAIL);
        assertThat(Limits.memory(2000 * MIB).grade()).isEqualTo(Grade.WARN);
        assertThat(Limits.memory(2560 * MIB).grade()).isEqualTo(Grade.OK);
    }

    @Test
    void clock_thatWentBack_orWasNeverSet_isSeen() {
        assertThat(Limits.clock(NOW, Instant.EPOCH).grade()).isEqualTo(Grade.OK);
        assertThat(Limits.clock(NOW, NOW.plusSeconds(60)).grade()).isEqualTo(Grade.WARN);
        assertThat(Limits.clock(Instant.EPOCH, Instant.EPOCH).grade()).isEqualTo(Grade.FAIL);
    }
}
