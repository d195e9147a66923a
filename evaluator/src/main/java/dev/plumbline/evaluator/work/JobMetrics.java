package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.scores.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

import java.util.List;

/**
 * What became of leased jobs, in {@code plumbline.jobs}: leased = ended (by kind, state and reason) + lost to another
 * worker or a newer version + given back. Jobs that end while nobody holds them are counted apart, as expired.
 */
@Singleton
public class JobMetrics {
    private final MeterRegistry metrics;

    JobMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    public void leased(JobKind kind, int jobs) {
        metrics.counter("plumbline.jobs.leased", "kind", kind.wire()).increment(jobs);
    }

    public void ended(List<Outcome> stored) {
        for (Outcome outcome : stored) {
            JobEnd end = outcome.end();
            String reason = end.reason() == null ? "" : end.reason();
            metrics.counter(
                            "plumbline.jobs.ended",
                            "kind",
                            outcome.job().kind().wire(),
                            "state",
                            end.state().wire(),
                            "reason",
                            reason)
                    .increment();
        }
    }

    /** Jobs that ended while nobody held them. */
    public void expired(JobKind kind, String reason, int jobs) {
        metrics.counter("plumbline.jobs.expired", "kind", kind.wire(), "reason", reason)
                .increment(jobs);
    }

    public void lost(JobKind kind, int jobs) {
        metrics.counter("plumbline.jobs.lost", "kind", kind.wire()).increment(jobs);
    }

    public void givenBack(JobKind kind, int jobs) {
        metrics.counter("plumbline.jobs.given.back", "kind", kind.wire()).increment(jobs);
    }
}
