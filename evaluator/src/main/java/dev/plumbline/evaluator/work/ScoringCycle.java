package dev.plumbline.evaluator.work;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.reading.Material;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.tracestore.database.DatabaseException;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One round of the deterministic scorers: lease > read > score > end, in this order, in batches. */
@Singleton
class ScoringCycle {
    private static final Logger LOG = Logger.getLogger(ScoringCycle.class);
    private static final Duration LAGGING = Duration.ofSeconds(5);

    private final JobStore jobs;
    private final MaterialStore materials;
    private final ResultStore results;
    private final Scoring scoring;
    private final JobMetrics metrics;
    private final EvaluatorConfig config;
    private final Clock clock;

    ScoringCycle(
            JobStore jobs,
            MaterialStore materials,
            ResultStore results,
            Scoring scoring,
            JobMetrics metrics,
            EvaluatorConfig config,
            Clock clock) {
        this.jobs = jobs;
        this.materials = materials;
        this.results = results;
        this.scoring = scoring;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /** @return whether there may be more */
    boolean run() {
        boolean more = run(JobKind.SCORERS);
        return run(JobKind.RANKING) || more;
    }

    private boolean run(JobKind kind) {
        Instant start = clock.instant();
        List<Job> leased = jobs.lease(kind, config.batch(), start, config.lease());
        if (leased.isEmpty()) {
            return false;
        }
        Set<RequestRef> known = jobs.siblings(leased.stream().map(Job::request).toList());
        Map<RequestRef, Request> requests = materials.requests(
                union(known, leased.stream().map(Job::request).collect(Collectors.toSet())));
        Instant enough = start.plus(config.lease().dividedBy(2));
        List<Outcome> outcomes = new ArrayList<>();
        for (Job job : leased) {
            if (clock.instant().isAfter(enough)) {
                jobs.release(job, clock.instant(), false, "the batch took too long");
            } else {
                outcome(job, requests.get(job.request())).ifPresent(outcomes::add);
            }
        }
        known.removeAll(requests.keySet());
        List<Outcome> stored = results.end(outcomes, known, clock.instant());
        metrics.leased(kind, leased.size());
        metrics.ended(stored);
        metrics.lost(kind, outcomes.size() - stored.size());
        metrics.givenBack(kind, leased.size() - outcomes.size());
        return leased.size() == config.batch();
    }

    /** What the job came to, or nothing when it was given back. */
    private Optional<Outcome> outcome(Job job, @Nullable Request request) {
        if (job.attempts() > config.attempts()) {
            return Optional.of(Outcome.without(
                    job, JobEnd.failed("attempts", "leased " + (job.attempts() - 1) + " times without an end")));
        }
        if (request == null) {
            return Optional.of(Outcome.without(job, JobEnd.notScored("request gone")));
        }
        if (request.version() < job.version()) {
            jobs.release(job, clock.instant().plus(LAGGING), true, "the request's row lags behind its event");
            return Optional.empty();
        }
        try {
            Material material = materials.material(request);
            return Optional.of(
                    job.kind() == JobKind.RANKING
                            ? scoring.rank(job, material, materials.truths(request.ref()))
                            : scoring.score(job, material));
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "the trace of a request cannot be read: %s", job.request());
            return Optional.of(Outcome.without(
                    job, JobEnd.failed("trace unreadable", e.getClass().getSimpleName())));
        }
    }

    private static Set<RequestRef> union(Set<RequestRef> one, Set<RequestRef> other) {
        Set<RequestRef> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
