package dev.plumbline.bench.alerting.simulate;

import dev.plumbline.alerting.detect.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WorldTest {
    private static final int STEPS = 20_000;

    private static Tally drawn(World world) {
        Traffic traffic = world.traffic(120, 1);
        Tally sum = Tally.NONE;
        long next = 0;
        for (int i = 0; i < STEPS; i++) {
            for (Closed step : traffic.next(0.1)) {
                assertThat(step.step()).isEqualTo(next++);
                sum = sum.plus(step.whole().tally());
            }
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void everyWorld_bringsTheScoresAndTheShareItIsAskedFor(World world) {
        Tally drawn = drawn(world);

        boolean judged = world == World.JUDGE || world == World.JUDGE_LEARNED;
        assertThat(drawn.badWeight() / drawn.weight()).isCloseTo(judged ? 0.17 : 0.1, within(0.004));
        // Of late scores, those that come more than an hour late are not counted.
        assertThat(drawn.n() / (STEPS / 12.0)).isBetween(117.0, 123.0);
    }

    @Test
    void sameSeed_isTheSameTraffic() {
        assertThat(drawn(World.SLICES)).isEqualTo(drawn(World.SLICES));
        assertThat(World.PLAIN.traffic(120, 1).next(0.5))
                .isEqualTo(World.PLAIN.traffic(120, 1).next(0.5));
    }
}
