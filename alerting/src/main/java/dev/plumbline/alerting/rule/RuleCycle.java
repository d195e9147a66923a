package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.pause.SettleStore;
import dev.plumbline.alerting.trouble.TroubleStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Moves every feature's rules over the steps that have closed, two features at a time: each waits for its own commit. A
 * feature that fails keeps no other one waiting.
 */
@Singleton
public class RuleCycle {
    private static final Logger LOG = Logger.getLogger(RuleCycle.class);

    /** What the ticket of a feature whose rules all fail is called. */
    private static final String ALL = "every rule";

    private final RuleStore store;
    private final SettleStore settle;
    private final TroubleStore troubles;
    private final Duration troubleAfter;
    private final Clock clock;
    private final ManagedExecutor executor;
    private final Map<RuleStore.Feature, Instant> failing = new ConcurrentHashMap<>();
    private volatile Instant lastRound;

    RuleCycle(
            RuleStore store,
            SettleStore settle,
            TroubleStore troubles,
            AlertingConfig config,
            Clock clock,
            ManagedExecutor executor) {
        this.store = store;
        this.settle = settle;
        this.troubles = troubles;
        this.troubleAfter = config.troubleAfter();
        this.clock = clock;
        this.executor = executor;
        this.lastRound = clock.instant();
    }

    /** When every feature was last looked at; at first, when this replica began. */
    public Instant lastRound() {
        return lastRound;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void advance() throws SQLException {
        Queue<RuleStore.Feature> waiting = new ConcurrentLinkedQueue<>(store.features());
        CompletableFuture<Void> second =
                waiting.size() > 1 ? executor.runAsync(() -> move(waiting)) : CompletableFuture.completedFuture(null);
        move(waiting);
        second.join();
        settle.settle();
        lastRound = clock.instant();
    }

    private void move(Queue<RuleStore.Feature> waiting) {
        for (RuleStore.Feature feature = waiting.poll(); feature != null; feature = waiting.poll()) {
            try {
                store.advance(feature);
                mended(feature);
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("the rules of %s in project %d wait: %s", feature.name(), feature.projectId(), e.toString());
                failed(feature, e);
            }
        }
    }

    /** Says that a feature cannot be judged, once that has lasted; a moment's trouble is none. */
    private void failed(RuleStore.Feature feature, Exception cause) {
        Instant now = clock.instant();
        Instant since = failing.computeIfAbsent(feature, first -> now);
        if (since.plus(troubleAfter).isAfter(now)) {
            return;
        }
        try {
            troubles.raise(place(feature), "it fails since " + since + ": " + cause.getMessage());
        } catch (SQLException e) {
            LOG.warnf("nobody can be told of it: %s", e.toString());
        }
    }

    private void mended(RuleStore.Feature feature) throws SQLException {
        if (failing.containsKey(feature)) {
            troubles.end(place(feature));
            failing.remove(feature);
        }
    }

    private static TroubleStore.Place place(RuleStore.Feature feature) {
        return new TroubleStore.Place(feature.projectId(), feature.name(), ALL);
    }
}
