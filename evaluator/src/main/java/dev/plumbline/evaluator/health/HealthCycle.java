package dev.plumbline.evaluator.health;

import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.trust.LabelledStore;
import dev.plumbline.tracestore.database.DatabaseException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what judges' answers were like, and looks at labels from time to time. */
@Singleton
public class HealthCycle {
    private static final Logger LOG = Logger.getLogger(HealthCycle.class);
    private static final Duration ASKED = Duration.ofDays(2);

    private final MarkStore marks;
    private final HealthStore store;
    private final LabelledStore labels;
    private final EvaluatorConfig config;
    private final Clock clock;

    HealthCycle(MarkStore marks, HealthStore store, LabelledStore labels, EvaluatorConfig config, Clock clock) {
        this.marks = marks;
        this.store = store;
        this.labels = labels;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    public void count() {
        for (Series series : marks.waiting()) {
            boolean more = true;
            while (more) {
                more = store.count(series, clock.instant());
            }
        }
    }

    /** Labels of a judge version are few: those of all features together tell how it errs on each. */
    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    public void look() {
        Instant now = clock.instant();
        record Rubric(int project, String name) {}
        Map<Rubric, List<LabelledStore.Row>> read = new HashMap<>();
        for (Series series : store.recent(now.minus(ASKED))) {
            List<LabelledStore.Row> rows = read.computeIfAbsent(
                    new Rubric(series.projectId(), series.rubric()),
                    rubric -> labels.labelled(rubric.project(), rubric.name(), null));
            Map<Sign, List<LabelWatch.Item>> items = Map.of(
                    Sign.MISSES,
                    items(rows, series.scorer(), true),
                    Sign.FALSE_ALARMS,
                    items(rows, series.scorer(), false));
            store.move(series, known -> known.looked(items), now);
        }
    }

    private static List<LabelWatch.Item> items(List<LabelledStore.Row> rows, String scorer, boolean failures) {
        return rows.stream()
                .filter(row -> row.scorer().equals(scorer) && row.labelled().labelFail() == failures)
                .map(row -> new LabelWatch.Item(
                        row.atNano(),
                        row.labelled().session(),
                        row.labelled().weight(),
                        row.labelled().verdictFail() != failures))
                .toList();
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        Instant before = clock.instant().minus(Duration.ofDays(config.keepScoreDays()));
        try {
            LOG.debugf("%d marks and %d series of judges are kept no longer", marks.sweep(before), store.sweep(before));
        } catch (DatabaseException e) {
            LOG.debugf(e, "marks of judges are swept later");
        }
    }
}
