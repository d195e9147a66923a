package dev.plumbline.bench.alerting.simulate;

import dev.plumbline.alerting.detect.Batch;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class RulesTest {

    private static boolean fires(Rules rule, int bad, int steps) {
        Rule fresh = rule.in(World.PLAIN);
        boolean fires = false;
        for (int step = 0; step < steps; step++) {
            fires = fresh.fires(new Closed(step, Map.of(Closed.WHOLE, Batch.of(100, bad))));
        }
        return fires;
    }

    @Test
    void usualRules_areWhatTheirNamesSay() {
        assertThat(fires(Rules.MEAN, 5, 12)).isFalse();
        assertThat(fires(Rules.MEAN, 6, 1)).isTrue();
        assertThat(fires(Rules.STOCK, 29, 72))
                .as("less than six times as much as may be")
                .isFalse();
        assertThat(fires(Rules.STOCK, 31, 72)).isTrue();
        assertThat(fires(Rules.STOCK, 72, 1)).as("14.4 times as much").isTrue();
        assertThat(fires(Rules.SCALED, 9, 72)).isFalse();
        assertThat(fires(Rules.SCALED, 10, 72)).isTrue();
        assertThat(fires(Rules.WITHOUT_RESTART, 5, 500)).isFalse();
        assertThat(fires(Rules.WITHOUT_RESTART, 30, 3)).isTrue();
        assertThat(fires(Rules.PLUMBLINE, 30, 3)).isTrue();
        assertThat(fires(Rules.PLUMBLINE, 4, 500)).isFalse();
    }
}
