package dev.plumbline.ingest.retention;

import dev.plumbline.ingest.retention.Leaf.Fate;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class LeafTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Map<Integer, Integer> CONTENT = Map.of(7, 3, 30, 14, 90, 30, 400, 90);

    private static Fate fate(String table, int keptDays, int age) {
        return new Leaf("x", table, TODAY.minusDays(age), keptDays).fate(TODAY, CONTENT, 30);
    }

    @Test
    void name_tellsTableDayAndClass() {
        assertThat(Leaf.of("span_20260131_c90"))
                .contains(new Leaf("span_20260131_c90", "span", LocalDate.of(2026, 1, 31), 90));
        assertThat(Leaf.of("span_log_20260131_c7"))
                .contains(new Leaf("span_log_20260131_c7", "span_log", LocalDate.of(2026, 1, 31), 7));
        assertThat(Leaf.of("payload_20260131"))
                .contains(new Leaf("payload_20260131", "payload", LocalDate.of(2026, 1, 31), 30));
        assertThat(Leaf.of("span_20261331_c7")).isEmpty();
        assertThat(Leaf.of("span")).isEmpty();
        assertThat(Leaf.of("span_20260131_c7; drop")).isEmpty();
    }

    @Test
    void content_goesSoonerThanTheRest() {
        assertThat(fate("payload", 30, 14)).isEqualTo(Fate.KEPT);
        assertThat(fate("payload", 30, 15)).isEqualTo(Fate.EMPTIED);
        assertThat(fate("span", 30, 15)).isEqualTo(Fate.KEPT);
        assertThat(fate("payload", 400, 91)).isEqualTo(Fate.DROPPED);
        assertThat(fate("span", 400, 400)).isEqualTo(Fate.KEPT);
        assertThat(fate("span", 400, 401)).isEqualTo(Fate.DROPPED);
    }

    /** A span may come that late: its table must be there, or its whole batch would fail for ever. */
    @Test
    void dayThatMayStillGetSpans_isEmptiedAndNeverDropped() {
        for (int age = 0; age <= 31; age++) {
            for (int keptDays : new int[] {7, 30, 90, 400}) {
                for (String table : new String[] {"span", "payload", "span_log", "request"}) {
                    assertThat(fate(table, keptDays, age)).isNotEqualTo(Fate.DROPPED);
                }
            }
        }
        assertThat(fate("span", 7, 33)).isEqualTo(Fate.DROPPED);
    }
}
