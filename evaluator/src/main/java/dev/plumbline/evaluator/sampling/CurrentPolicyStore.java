package dev.plumbline.evaluator.sampling;

import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The stored policy, looked at again every minute, and planned anew from the day's traffic every hour. */
@Singleton
public class CurrentPolicyStore {
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration PLAN = Duration.ofHours(1);

    private final PolicyStore policies;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;
    private Instant nextPlan = Instant.MIN;
    private SamplingPolicy policy = new SamplingPolicy(1, "", 0, Map.of(), false);

    CurrentPolicyStore(PolicyStore policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    public synchronized SamplingPolicy get() {
        Instant now = clock.instant();
        if (!now.isBefore(nextPlan)) {
            policy = policies.current();
            nextPlan = now.plus(PLAN);
            nextLook = now.plus(LOOK);
        } else if (!now.isBefore(nextLook)) {
            policy = policies.newest().orElse(policy);
            nextLook = now.plus(LOOK);
        }
        return policy;
    }
}
