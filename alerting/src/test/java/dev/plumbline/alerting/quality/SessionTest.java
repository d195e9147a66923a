package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.Tally;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests of a session fail together: counted one by one they look like more evidence than they are. */
class SessionTest {
    private static final int WEEK = 7 * 24 * 12;
    private static final SampledTraffic.Policy ALL = new SampledTraffic.Policy(Map.of());
    private static final List<SampledTraffic.Stratum> STRATA =
            List.of(new SampledTraffic.Stratum("free", 24, 0.04, 8), new SampledTraffic.Stratum("pro", 6, 0.04, 2));

    private final QualityRule rule = new QualityRule(new QualityRule.Settings(null, 200, 1e4, 20));

    private static Map<String, Batch> oneByOne(Map<String, Batch> batches) {
        Map<String, Batch> split = new TreeMap<>();
        batches.forEach((key, batch) -> {
            Tally tally = batch.tally();
            split.put(key, Batch.of(tally.n(), tally.bad()));
        });
        return Traffic.largestFirst(split);
    }

    private int alarmedWeeks(int weeks, boolean bySession) {
        int alarmed = 0;
        for (int week = 0; week < weeks; week++) {
            SampledTraffic traffic = new SampledTraffic(300 + week);
            RuleState state = RuleState.START;
            for (int step = 0; step < WEEK && !state.firing(); step++) {
                Map<String, Batch> batches = traffic.step(STRATA, 1, ALL, true);
                state = rule.advance(state, step, bySession ? batches : oneByOne(batches))
                        .state();
            }
            alarmed += state.firing() ? 1 : 0;
        }
        return alarmed;
    }

    @Test
    void healthyWeeksOfLongSessions_areLeftInPeace() {
        assertThat(alarmedWeeks(100, true)).isLessThanOrEqualTo(1);
        assertThat(alarmedWeeks(20, false)).as("counted one by one").isGreaterThan(5);
    }
}
