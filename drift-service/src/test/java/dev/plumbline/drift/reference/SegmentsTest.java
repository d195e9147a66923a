package dev.plumbline.drift.reference;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentsTest {

    @Test
    void largestFirst_noneOfFewSessions_norOfAll() {
        List<Observation> sessions = new ArrayList<>();
        add(sessions, 59, Map.of("plan", "trial", "region", "eu"));
        add(sessions, 100, Map.of("plan", "free", "region", "eu"));
        add(sessions, 200, Map.of("plan", "paid", "region", "eu", "tier", "gold"));

        assertThat(Segments.largest(sessions, List.of("plan", "region", "other")))
                .extracting(View.Label::toString)
                .containsExactly("plan=paid", "plan=free");
        assertThat(Segments.largest(sessions, List.of())).isEmpty();
    }

    @Test
    void noMoreThanTheStatedNumber() {
        List<Observation> sessions = new ArrayList<>();
        for (int tenant = 0; tenant < 20; tenant++) {
            add(sessions, 60 + tenant, Map.of("tenant", "t" + tenant));
        }

        assertThat(Segments.largest(sessions, List.of("tenant")))
                .hasSize(Segments.MOST)
                .first()
                .isEqualTo(new View.Label("tenant", "t19"));
    }

    private static void add(List<Observation> sessions, int n, Map<String, String> labels) {
        for (int i = 0; i < n; i++) {
            sessions.add(new Observation(0, "t", new float[] {1}, null, null, labels));
        }
    }
}
