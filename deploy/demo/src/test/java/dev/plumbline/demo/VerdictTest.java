package dev.plumbline.demo;

import dev.plumbline.demo.watch.Goal;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTest {

    private static final Instant START = Instant.ofEpochSecond(1_000);

    @Test
    void theCodeIsZeroOnlyWhenAllWasFound() {
        assertThat(verdict(Goal.NEW_CLUSTER, Goal.PAGE, Goal.TRACE).exitCode()).isZero();
        assertThat(verdict(Goal.PAGE, Goal.TRACE).exitCode()).isEqualTo(4);
        assertThat(verdict(Goal.NEW_CLUSTER, Goal.TRACE).exitCode()).isEqualTo(5);
        assertThat(verdict(Goal.NEW_CLUSTER, Goal.PAGE).exitCode()).isEqualTo(6);
        assertThat(verdict().exitCode()).isEqualTo(4);
    }

    @Test
    void eachGoalHasALineThatSaysHowLongItTookOrWhatIsMissing() {
        assertThat(verdict(Goal.NEW_CLUSTER, Goal.PAGE).lines())
                .containsExactly(
                        "found   a new cluster, 30.0 s after the first question about it",
                        "found   a signed page, 30.0 s after release 1.5.0",
                        "MISSING a rebuilt trace: no trace came back as it was sent: the chat span is missing");
    }

    private static Verdict verdict(Goal... reached) {
        Map<Goal, Instant> began = new EnumMap<>(Goal.class);
        Map<Goal, Instant> found = new EnumMap<>(Goal.class);
        Arrays.stream(Goal.values()).forEach(goal -> began.put(goal, START));
        Arrays.stream(reached).forEach(goal -> found.put(goal, START.plusSeconds(30)));
        return new Verdict(began, found, "the chat span is missing");
    }
}
