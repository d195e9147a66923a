package dev.plumbline.evaluator.judge;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.database.DatabaseException;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.work.JobMetrics;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One round of the judge: lease one job > read > pre-check > ask > end. While the judge is away nothing is leased, so
 * an outage costs a queue and no attempts; what has waited for longer than {@code plumbline.judge.give-up-after} then
 * ends as failed with the reason.
 */
@Singleton
class JudgeCycle {
    static final String UNAVAILABLE = "judge unavailable";

    private static final Logger LOG = Logger.getLogger(JudgeCycle.class);
    private static final Duration SLACK = Duration.ofSeconds(30);

    private final JobStore jobs;
    private final MaterialStore materials;
    private final ResultStore results;
    private final Judge judge;
    private final JobMetrics metrics;
    private final Limits limits;
    private final Clock clock;
    private final InputReader reader = new InputReader(feature -> ScoringInput.OutputContract.NONE);
    private final Outage outage = new Outage();

    JudgeCycle(
            JobStore jobs,
            MaterialStore materials,
            ResultStore results,
            Judge judge,
            JobMetrics metrics,
            Limits limits,
            Clock clock) {
        this.jobs = jobs;
        this.materials = materials;
        this.results = results;
        this.judge = judge;
        this.metrics = metrics;
        this.limits = limits;
        this.clock = clock;
    }

    /** What bounds the judge's work. */
    @Singleton
    static final class Limits {
        private final JudgeConfig judge;
        private final EvaluatorConfig evaluator;

        Limits(JudgeConfig judge, EvaluatorConfig evaluator) {
            this.judge = judge;
            this.evaluator = evaluator;
        }

        /** Longer than two calls can take. */
        Duration lease() {
            return judge.timeout().multipliedBy(2).plus(SLACK);
        }
    }

    /** @return whether there may be more */
    boolean run() throws InterruptedException {
        Instant now = clock.instant();
        if (outage.isOn(now)) {
            if (outage.isTimeToExpire(now)) {
                expire(now);
            }
            return false;
        }
        List<Job> leased = jobs.lease(JobKind.JUDGE, 1, now, limits.lease());
        if (leased.isEmpty()) {
            return false;
        }
        metrics.leased(JobKind.JUDGE, 1);
        Job job = leased.get(0);
        Optional<Outcome> outcome = outcome(job);
        if (outcome.isEmpty()) {
            metrics.givenBack(JobKind.JUDGE, 1);
            return true;
        }
        List<Outcome> stored = results.end(List.of(outcome.get()), Set.of(), clock.instant());
        metrics.ended(stored);
        metrics.lost(JobKind.JUDGE, 1 - stored.size());
        return true;
    }

    private Optional<Outcome> outcome(Job job) throws InterruptedException {
        if (job.attempts() > limits.evaluator.attempts()) {
            return Optional.of(Outcome.without(
                    job, JobEnd.failed("attempts", "leased " + (job.attempts() - 1) + " times without an end")));
        }
        Request request = materials.requests(Set.of(job.request())).get(job.request());
        if (request == null) {
            return Optional.of(Outcome.without(job, JobEnd.notScored("request gone")));
        }
        try {
            Optional<ScoringInput> input = reader.read(materials.material(request));
            return input.isEmpty()
                    ? Optional.of(Outcome.without(job, JobEnd.notScored("content removed")))
                    : judged(job, request, input.get());
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "a request cannot be judged: %s", job.request());
            return Optional.of(Outcome.without(
                    job, JobEnd.failed("trace unreadable", e.getClass().getSimpleName())));
        }
    }

    private Optional<Outcome> judged(Job job, Request request, ScoringInput input) throws InterruptedException {
        Optional<Finding> known = PreChecks.find(input, limits.judge.maxChars());
        if (known.isPresent()) {
            return Optional.of(scored(job, request, known.get(), null));
        }
        String digest = judge.digest(input);
        Optional<Score> earlier = results.earlier(request.ref(), judge.rubric(), judge.scorer())
                .filter(score -> score.call() != null && score.call().digest().equals(digest));
        if (earlier.isPresent()) {
            return Optional.of(
                    scored(job, request, earlier.get().finding(), earlier.get().call()));
        }
        Judge.Result result = judge.ask(input);
        if (result instanceof Judge.Result.Given given) {
            outage.over();
            return Optional.of(scored(job, request, given.finding(), given.call()));
        }
        if (result instanceof Judge.Result.Ended ended) {
            return Optional.of(Outcome.without(job, ended.end()));
        }
        return notThisTime(job, result);
    }

    private Outcome scored(Job job, Request request, Finding finding, Score.@Nullable Call call) {
        return new Outcome(
                job, JobEnd.SCORED, request, List.of(new Score(judge.rubric(), judge.scorer(), finding, call)));
    }

    private Optional<Outcome> notThisTime(Job job, Judge.Result result) {
        Instant now = clock.instant();
        boolean away = result instanceof Judge.Result.Away;
        String reason =
                result instanceof Judge.Result.Away gone ? gone.reason() : ((Judge.Result.Lost) result).reason();
        Instant due = result instanceof Judge.Result.Away gone
                ? outage.began(now, gone.reason(), gone.retryAfter())
                : now.plus(Outage.backoff(job.attempts()));
        if (job.openedAt().plus(limits.judge.giveUpAfter()).isBefore(now)) {
            return Optional.of(Outcome.without(job, JobEnd.failed(UNAVAILABLE, reason)));
        }
        jobs.release(job, due, !away, reason);
        return Optional.empty();
    }

    private void expire(Instant now) {
        int expired = jobs.expire(
                JobKind.JUDGE, now.minus(limits.judge.giveUpAfter()), JobEnd.failed(UNAVAILABLE, outage.reason()), now);
        metrics.expired(JobKind.JUDGE, UNAVAILABLE, expired);
    }
}
