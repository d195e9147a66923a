package dev.plumbline.evaluator.health;

import dev.plumbline.evaluator.trust.Trust;
import dev.plumbline.evaluator.trust.TrustStore;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Whether a score may gate or page: its scorer has earned it, and judges as it did then. As of at most five seconds ago. */
@Singleton
public class GateStore {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TrustStore trust;
    private final HealthStore health;
    private final Clock clock;
    private volatile @Nullable Barred barred;

    GateStore(TrustStore trust, HealthStore health, Clock clock) {
        this.trust = trust;
        this.health = health;
        this.clock = clock;
    }

    private record Barred(Set<Series> series, Instant until) {}

    public boolean isOpen(Series series) {
        return trust.mayGate(series.projectId(), series.rubric(), series.scorer())
                && !(Trust.isJudge(series.scorer()) && barred().contains(series));
    }

    private Set<Series> barred() {
        Instant now = clock.instant();
        Barred known = barred;
        if (known == null || !now.isBefore(known.until())) {
            known = new Barred(health.barred(), now.plus(FRESH));
            barred = known;
        }
        return known.series();
    }
}
