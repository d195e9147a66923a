package dev.plumbline.drift;

import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.feature.LostLeaseException;
import dev.plumbline.drift.session.SessionStore;
import dev.plumbline.drift.session.Watermark;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The pipeline, feature by feature: put requests in order, one observation for each session; wait for their vectors;
 * learn a reference; then look, bucket by bucket. Each step reads, computes without a lock, and stores state and output
 * in one transaction under the feature's lease: two replicas, a replay and a restart give the same result.
 */
@Singleton
public class DriftCycle {
    private static final Logger LOG = Logger.getLogger(DriftCycle.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int FEWEST_LEARNED = 100;
    private static final int FEWEST_IN_BUCKET = 20;

    private final FeatureStore features;
    private final SessionStore sessions;
    private final Looking looking;
    private final DriftConfig config;
    private final Clock clock;

    public DriftCycle(FeatureStore features, SessionStore sessions, Looking looking, DriftConfig config, Clock clock) {
        this.features = features;
        this.sessions = sessions;
        this.looking = looking;
        this.config = config;
        this.clock = clock;
        require(config.learn() >= FEWEST_LEARNED && config.learn() % 2 == 0, "learn", "even and at least 100");
        require(config.learnFull() >= config.learn(), "learn-full", "at least plumbline.drift.learn");
        require(config.bucket() >= FEWEST_IN_BUCKET, "bucket", "at least 20");
    }

    /** Advances every feature that is due and that nobody else holds. */
    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public void run() {
        Optional<Claim> claim = features.claim(clock.instant(), config.lease());
        while (claim.isPresent()) {
            advance(claim.get());
            claim = features.claim(clock.instant(), config.lease());
        }
    }

    /** A feature that fails keeps its lease, so that the others go on; it is tried again when the lease is over. */
    private void advance(Claim claim) {
        try {
            select(claim);
            boolean more = true;
            while (more
                    && clock.instant()
                            .isBefore(claim.until().minus(config.lease().dividedBy(2)))) {
                more = looking.step(claim, features.progress(claim.key()));
            }
            Instant now = clock.instant();
            features.release(claim, now, more ? now : now.plus(AGAIN), more);
        } catch (LostLeaseException e) {
            LOG.info(e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "drift of feature %s of project %d could not be advanced",
                    claim.key().feature(),
                    claim.key().projectId());
        }
    }

    private void select(Claim claim) {
        DriftConfig.Order order = config.order();
        Watermark watermark = new Watermark(order.grace(), order.settle(), order.idle());
        SessionStore.Selected selected;
        do {
            selected = sessions.select(claim, watermark, clock.instant());
        } while (selected.more());
    }

    private static void require(boolean holds, String key, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("plumbline.drift." + key + " must be " + wanted);
        }
    }
}
