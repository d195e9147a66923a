package dev.plumbline.evaluator.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much work is open, by kind, read every 15 seconds: {@code plumbline.jobs.open} and, to scale by,
 * {@code plumbline.jobs.oldest.seconds}.
 */
@Singleton
class JobGauges {
    private final JobReportStore jobs;
    private final Clock clock;
    private final Map<JobKind, AtomicLong> open = new EnumMap<>(JobKind.class);
    private final Map<JobKind, AtomicLong> oldest = new EnumMap<>(JobKind.class);

    JobGauges(JobReportStore jobs, Clock clock, MeterRegistry metrics) {
        this.jobs = jobs;
        this.clock = clock;
        for (JobKind kind : JobKind.values()) {
            open.put(kind, new AtomicLong());
            oldest.put(kind, new AtomicLong());
            metrics.gauge("plumbline.jobs.open", Tags.of("kind", kind.wire()), get(open, kind));
            metrics.gauge("plumbline.jobs.oldest.seconds", Tags.of("kind", kind.wire()), get(oldest, kind));
        }
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void read() {
        Map<JobKind, Long> n = new EnumMap<>(JobKind.class);
        Map<JobKind, Long> age = new EnumMap<>(JobKind.class);
        for (JobCount count : jobs.open(clock.instant())) {
            JobKind kind = JobKind.of(count.kind());
            n.merge(kind, count.n(), Long::sum);
            age.merge(kind, Objects.requireNonNullElse(count.oldestSeconds(), 0L), Math::max);
        }
        for (JobKind kind : JobKind.values()) {
            get(open, kind).set(n.getOrDefault(kind, 0L));
            get(oldest, kind).set(age.getOrDefault(kind, 0L));
        }
    }

    private static AtomicLong get(Map<JobKind, AtomicLong> gauges, JobKind kind) {
        return Objects.requireNonNull(gauges.get(kind));
    }
}
