package dev.plumbline.tracestore.traffic;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import static dev.plumbline.tracestore.traffic.Parts.MINUTE_NANO;
import static org.assertj.core.api.Assertions.assertThat;

class PartsTest {
    private static final long HOUR_NANO = 60 * MINUTE_NANO;

    @Test
    void wholeHours_areReadAsHours() {
        Parts parts = Parts.of(2 * HOUR_NANO, 5 * HOUR_NANO, new TreeSet<>());

        assertThat(parts.hours()).containsExactly(new Parts.Part(120, 300));
        assertThat(parts.minutes()).isEmpty();
        assertThat(parts.raw()).isEmpty();
    }

    @Test
    void aMinuteThatIsDue_isReadFromTheRequests_andItsHourByTheMinute() {
        Parts parts = Parts.of(0, 3 * HOUR_NANO, new TreeSet<>(List.of(70L)));

        assertThat(parts.hours()).containsExactly(new Parts.Part(0, 60), new Parts.Part(120, 180));
        assertThat(parts.minutes()).containsExactly(new Parts.Part(60, 70), new Parts.Part(71, 120));
        assertThat(parts.raw()).containsExactly(new Parts.Part(70 * MINUTE_NANO, 71 * MINUTE_NANO));
    }

    @Test
    void lessThanAMinute_isReadFromTheRequests() {
        Parts parts = Parts.of(MINUTE_NANO - 5, 2 * MINUTE_NANO - 1, new TreeSet<>());

        assertThat(parts.raw()).containsExactly(new Parts.Part(MINUTE_NANO - 5, 2 * MINUTE_NANO - 1));
        assertThat(parts.minutes()).isEmpty();
    }

    @Test
    void tooManyPieces_areReadAsOne() {
        TreeSet<Long> due = new TreeSet<>();
        for (long minute = 0; minute < 500; minute += 2) {
            due.add(minute);
        }

        Parts parts = Parts.of(0, 10 * HOUR_NANO, due);

        assertThat(parts.raw()).containsExactly(new Parts.Part(0, 10 * HOUR_NANO));
        assertThat(parts.hours()).isEmpty();
        assertThat(parts.minutes()).isEmpty();
    }

    @Test
    void partsOfAnyRange_touchWithoutGapOrOverlap() {
        Random random = new Random(7);
        for (int run = 0; run < 2_000; run++) {
            long from = (long) (random.nextDouble() * 5 * HOUR_NANO);
            long to = from + (long) (random.nextDouble() * 5 * HOUR_NANO);
            TreeSet<Long> due = new TreeSet<>();
            random.ints(random.nextInt(8), 0, 600).forEach(minute -> due.add((long) minute));
            Parts parts = Parts.of(from, to, due);
            List<Parts.Part> all = new ArrayList<>(parts.raw());
            parts.hours().forEach(hour -> all.add(nanos(hour)));
            parts.minutes().forEach(minute -> all.add(nanos(minute)));
            all.sort(Comparator.comparingLong(Parts.Part::from));
            long at = from;
            for (Parts.Part part : all) {
                assertThat(part.from()).isEqualTo(at);
                at = part.to();
            }
            assertThat(at).isEqualTo(to);
            for (Parts.Part counted : concat(parts)) {
                assertThat(due.subSet(counted.from(), counted.to())).isEmpty();
            }
        }
    }

    private static List<Parts.Part> concat(Parts parts) {
        List<Parts.Part> counted = new ArrayList<>(parts.hours());
        counted.addAll(parts.minutes());
        return counted;
    }

    private static Parts.Part nanos(Parts.Part minutes) {
        return new Parts.Part(minutes.from() * MINUTE_NANO, minutes.to() * MINUTE_NANO);
    }
}
