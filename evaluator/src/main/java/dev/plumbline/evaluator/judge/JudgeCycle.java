package dev.plumbline.evaluator.judge;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.health.MarkStore;
import dev.plumbline.evaluator.health.Series;
import dev.plumbline.evaluator.health.Sign;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.rubrics.RubricStore;
import dev.plumbline.evaluator.scores.Outcome;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.evaluator.scores.Score;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.language.QuestionLanguage;
import dev.plumbline.evaluator.sessions.JudgedStore;
import dev.plumbline.evaluator.work.JobMetrics;
import dev.plumbline.tracestore.database.DatabaseException;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One round of the judge: lease one job > read > pre-check > ask > end. While the judge is away nothing is leased, so
 * an outage costs a queue and no attempts. What has waited for a judge that is there for longer than
 * {@code plumbline.judge.give-up-after} ends: as failed when it was tried without success, as not scored when more came than
 * the judge can take. While it is away, {@code plumbline.judge.wait-while-away} is the limit; once it is back, what waited
 * meanwhile has its time anew.
 */
@Singleton
class JudgeCycle {
    static final String UNAVAILABLE = "judge unavailable";
    static final String BACKLOG = "judge backlog";

    private static final Logger LOG = Logger.getLogger(JudgeCycle.class);
    private static final Duration SLACK = Duration.ofSeconds(30);

    private final JobStore jobs;
    private final JudgedStore judged;
    private final ResultStore results;
    private final Panel panel;
    private final Told told;
    private final Limits limits;
    private final Clock clock;
    private final Outage outage;
    private final Instant started;
    private final InputReader reader = new InputReader(feature -> ScoringInput.OutputContract.NONE);
    private final QuestionLanguage language = new QuestionLanguage();

    JudgeCycle(
            JobStore jobs,
            JudgedStore judged,
            ResultStore results,
            Panel panel,
            Told told,
            Limits limits,
            Clock clock) {
        this.jobs = jobs;
        this.judged = judged;
        this.results = results;
        this.panel = panel;
        this.told = told;
        this.limits = limits;
        this.outage = limits.outage;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** What bounds the judge's work. */
    @Singleton
    static final class Limits {
        private final JudgeConfig judge;
        private final EvaluatorConfig evaluator;
        private final RubricStore rubrics;
        private final Outage outage;

        Limits(JudgeConfig judge, EvaluatorConfig evaluator, RubricStore rubrics, Outage outage) {
            this.judge = judge;
            this.evaluator = evaluator;
            this.rubrics = rubrics;
            this.outage = outage;
        }

        /** How long a job may wait. */
        Duration patience(boolean away) {
            return away ? judge.waitWhileAway() : judge.giveUpAfter();
        }

        /** Longer than two calls for each verdict can take. */
        Duration lease() {
            int votes = rubrics.active().stream()
                    .mapToInt(one -> one.rubric().panel().votes())
                    .sum();
            return judge.timeout().multipliedBy(2L * Math.max(1, votes)).plus(SLACK);
        }
    }

    /** Who is told what came of it. */
    @Singleton
    static final class Told {
        private final JobMetrics metrics;
        private final MarkStore marks;

        Told(JobMetrics metrics, MarkStore marks) {
            this.metrics = metrics;
            this.marks = marks;
        }

        /** What one asking says of the judge: whether it was bad, in each respect. Nothing where nobody was asked or there. */
        static Map<Sign, Boolean> marks(Judge.Result result, boolean slow) {
            Map<Sign, Boolean> marks = new EnumMap<>(Sign.class);
            if (result instanceof Judge.Result.Lost) {
                marks.put(Sign.SLOW, true);
            } else if (result instanceof Judge.Result.Ended ended
                    && List.of(Judge.UNUSABLE, Judge.REFUSES)
                            .contains(String.valueOf(ended.end().reason()))) {
                marks.put(Sign.UNUSABLE, true);
                marks.put(Sign.SLOW, slow);
            } else if (result instanceof Judge.Result.Given given && given.asked()) {
                marks.put(Sign.UNUSABLE, false);
                marks.put(Sign.SLOW, slow);
                Double agreement = given.call().agreement();
                if (agreement != null) {
                    marks.put(Sign.SPLITS, agreement < 1);
                }
                if (agreement == null || agreement == 1) {
                    marks.put(Sign.ABSTAINS, given.finding().label() == Label.ABSTAIN);
                }
            }
            return marks;
        }
    }

    /** @return whether there may be more */
    boolean run() throws InterruptedException {
        return run(() -> {});
    }

    /** @param leased called when there was a job, before it is done: there may be another one */
    boolean run(Runnable leased) throws InterruptedException {
        Instant now = clock.instant();
        if (outage.isTimeToExpire(now)) {
            expire(now);
        }
        if (!outage.letsThrough(now)) {
            return false;
        }
        boolean more = run(JobKind.JUDGE, now, leased);
        return run(JobKind.SESSION, clock.instant(), leased) || more;
    }

    private boolean run(JobKind kind, Instant now, Runnable leased) throws InterruptedException {
        List<Job> taken = outage.isOn(now) ? List.of() : jobs.lease(kind, 1, now, limits.lease());
        if (taken.isEmpty()) {
            return false;
        }
        leased.run();
        told.metrics.leased(kind, 1);
        Job job = taken.get(0);
        Optional<Outcome> outcome = outcome(job);
        if (outcome.isEmpty()) {
            told.metrics.givenBack(kind, 1);
            return true;
        }
        List<Outcome> stored = results.end(List.of(outcome.get()), Set.of(), clock.instant());
        told.metrics.ended(stored);
        told.metrics.lost(kind, 1 - stored.size());
        return true;
    }

    private Optional<Outcome> outcome(Job job) throws InterruptedException {
        if (job.attempts() > limits.evaluator.attempts()) {
            return Optional.of(Outcome.without(
                    job, JobEnd.failed("attempts", "leased " + (job.attempts() - 1) + " times without an end")));
        }
        Optional<Request> found = judged.request(job);
        if (found.isEmpty()) {
            return Optional.of(Outcome.without(job, JobEnd.notScored("request gone")));
        }
        try {
            Optional<ScoringInput> input = judged.read(job, found.get(), reader);
            return input.isEmpty()
                    ? Optional.of(Outcome.without(job, JobEnd.notScored("content removed")))
                    : judged(job, found.get(), input.get());
        } catch (JudgedStore.TooLongException e) {
            return Optional.of(Outcome.without(job, JobEnd.notScored("session too long")));
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "a request cannot be judged: %s", job.request());
            return Optional.of(Outcome.without(
                    job, JobEnd.failed("trace unreadable", e.getClass().getSimpleName())));
        }
    }

    /**
     * By each rubric that judges the feature. A verdict that was paid for is kept at once, so that a judge who goes away
     * between two rubrics is asked again only about what is missing. Where one rubric has no verdict for a reason that
     * stays, the others' scores stand and the job ends with that reason.
     */
    private Optional<Outcome> judged(Job job, Request request, ScoringInput input) throws InterruptedException {
        List<Rubric> applied = limits.rubrics.active().stream()
                .filter(one -> one.isFor(request.origin().feature())
                        && (one.rubric().target() == Rubric.Target.SESSION) == (job.kind() == JobKind.SESSION))
                .map(RubricStore.Active::rubric)
                .toList();
        if (applied.isEmpty()) {
            return Optional.of(Outcome.without(job, JobEnd.notScored("no rubric")));
        }
        List<Score> scores = new ArrayList<>();
        JobEnd end = JobEnd.SCORED;
        for (Rubric rubric : applied) {
            Optional<Score> known = known(request, rubric, input);
            if (known.isPresent()) {
                scores.add(known.get());
                continue;
            }
            Instant asked = clock.instant();
            Judge.Result result = panel.ask(request.ref(), rubric, input);
            mark(request, rubric, result, Duration.between(asked, clock.instant()));
            if (result instanceof Judge.Result.Given given) {
                if (given.asked()) {
                    outage.over(asked);
                }
                scores.add(new Score(rubric.name(), panel.scorer(rubric), given.finding(), given.call()));
            } else if (result instanceof Judge.Result.Ended ended) {
                end = ended.end();
            } else {
                return notThisTime(job, result);
            }
        }
        return Optional.of(
                scores.isEmpty()
                        ? Outcome.without(job, end)
                        : new Outcome(job, end, scored(job, request), scores).in(language.of(input.question())));
    }

    /** What this asking says of the judge itself. */
    private void mark(Request request, Rubric rubric, Judge.Result result, Duration took) {
        boolean slow = took.compareTo(limits.judge
                        .timeout()
                        .multipliedBy(rubric.panel().votes())
                        .dividedBy(2))
                > 0;
        told.marks.add(
                new Series(request.ref().projectId(), request.origin().feature(), rubric.name(), panel.scorer(rubric)),
                NewJob.session(request.ref(), request.origin()),
                Told.marks(result, slow),
                clock.instant());
    }

    /** A session's score is of the session's version: one of more turns supersedes it. */
    private static Request scored(Job job, Request request) {
        return job.kind() == JobKind.SESSION
                ? new Request(
                        request.ref(),
                        job.version(),
                        request.origin(),
                        request.time(),
                        request.shape(),
                        request.text(),
                        request.attributes())
                : request;
    }

    /** What is known of this request: by a check, or from before. */
    private Optional<Score> known(Request request, Rubric rubric, ScoringInput input) {
        String scorer = panel.scorer(rubric);
        Optional<Finding> checked = PreChecks.find(rubric, input, limits.judge.maxChars());
        if (checked.isPresent()) {
            return Optional.of(new Score(rubric.name(), scorer, checked.get(), null));
        }
        String digest = panel.digest(rubric, input);
        return results.earlier(request.ref(), rubric.name(), scorer)
                .filter(score -> score.call() != null && score.call().digest().equals(digest));
    }

    private Optional<Outcome> notThisTime(Job job, Judge.Result result) {
        Instant now = clock.instant();
        boolean away = result instanceof Judge.Result.Away;
        String reason =
                result instanceof Judge.Result.Away gone ? gone.reason() : ((Judge.Result.Lost) result).reason();
        Instant due = result instanceof Judge.Result.Away gone
                ? outage.began(now, gone.reason(), gone.retryAfter())
                : now.plus(Outage.backoff(job.attempts()));
        Instant since = away ? job.openedAt() : later(job.openedAt(), outage.overAt());
        if (since.plus(limits.patience(away)).isBefore(now)) {
            return Optional.of(Outcome.without(job, JobEnd.failed(UNAVAILABLE, reason)));
        }
        jobs.release(job, due, !away, reason);
        return Optional.empty();
    }

    /**
     * No job waits for longer than it may. With a judge that is there, what nobody came to in that time is too much for it:
     * the oldest goes, counted. After a start and after an outage, what waited meanwhile has that time anew.
     */
    private void expire(Instant now) {
        boolean away = outage.isUnbroken();
        Instant before = now.minus(limits.patience(away));
        if (!away && before.isBefore(later(started, outage.overAt()))) {
            return;
        }
        String detail = away ? outage.reason() : "waited for longer than " + limits.judge.giveUpAfter();
        JobEnd unavailable = JobEnd.failed(UNAVAILABLE, detail);
        JobEnd end = away ? unavailable : JobEnd.notScored(BACKLOG);
        for (JobKind kind : List.of(JobKind.JUDGE, JobKind.SESSION)) {
            told.metrics.expired(kind, UNAVAILABLE, jobs.expire(kind, before, true, unavailable, now));
            told.metrics.expired(kind, String.valueOf(end.reason()), jobs.expire(kind, before, false, end, now));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
