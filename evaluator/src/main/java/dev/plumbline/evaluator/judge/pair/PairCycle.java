package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.judge.Judge;
import dev.plumbline.evaluator.judge.Outage;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.judge.pair.Outcome.Preference;
import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.rubrics.RubricStore;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.tracestore.database.DatabaseException;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One round: lease a pair > read both > check > ask in both orders > end. Budget, cache of verdicts, breaker and traces are
 * those of all judging. While the judge is away nothing is leased; a pair that has waited for a day ends as failed.
 */
@Singleton
class PairCycle {
    static final Duration PATIENCE = Duration.ofDays(1);

    private static final Logger LOG = Logger.getLogger(PairCycle.class);
    private static final Duration SLACK = Duration.ofSeconds(30);
    private static final int CALLS = 4;
    private static final int ATTEMPTS = 5;

    private final PairStore pairs;
    private final RubricStore rubrics;
    private final MaterialStore materials;
    private final Asking asking;
    private final JudgeConfig config;
    private final Outage outage;
    private final Clock clock;
    private final InputReader reader = new InputReader(feature -> ScoringInput.OutputContract.NONE);

    PairCycle(
            PairStore pairs,
            RubricStore rubrics,
            MaterialStore materials,
            Asking asking,
            JudgeConfig config,
            Outage outage,
            Clock clock) {
        this.pairs = pairs;
        this.rubrics = rubrics;
        this.materials = materials;
        this.asking = asking;
        this.config = config;
        this.outage = outage;
        this.clock = clock;
    }

    /** @return whether there may be more */
    boolean run() throws InterruptedException {
        Instant now = clock.instant();
        if (outage.isOn(now)) {
            return false;
        }
        Optional<PairStore.Task> leased =
                pairs.lease(now, config.timeout().multipliedBy(CALLS).plus(SLACK));
        if (leased.isEmpty()) {
            return false;
        }
        PairStore.Task task = leased.get();
        Optional<PairStore.End> end = end(task);
        if (end.isPresent() && !pairs.end(task.key(), end.get(), clock.instant())) {
            LOG.debugf("a pair was taken over: %s", task.key());
        }
        return true;
    }

    /** Empty when it was given back. */
    private Optional<PairStore.End> end(PairStore.Task task) throws InterruptedException {
        if (task.attempts() > ATTEMPTS) {
            return Optional.of(PairStore.End.failed("attempts"));
        }
        try {
            return judged(task);
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "a pair cannot be judged: %s", task.key());
            return Optional.of(PairStore.End.failed("trace unreadable"));
        }
    }

    private Optional<PairStore.End> judged(PairStore.Task task) throws InterruptedException {
        Rubric rubric = rubrics.find(task.rubric(), task.version())
                .map(one -> one.file().rubric(one.version()))
                .orElse(null);
        Map<RequestRef, Request> found =
                materials.requests(List.of(task.pair().a(), task.pair().b()));
        if (rubric == null || found.size() < 2) {
            return Optional.of(PairStore.End.failed(rubric == null ? "no rubric" : "request gone"));
        }
        ScoringInput a = read(found.get(task.pair().a()));
        ScoringInput b = read(found.get(task.pair().b()));
        if (a == null || b == null || !a.answer().reported() || !b.answer().reported()) {
            return Optional.of(PairStore.End.notJudged("content removed"));
        }
        if (callsTool(a.answer()) || callsTool(b.answer())) {
            return Optional.of(PairStore.End.notJudged("tool call"));
        }
        PairBrief brief = PairBrief.of(rubric, a, b);
        if (brief.question().isBlank()) {
            return Optional.of(PairStore.End.notJudged("no question"));
        }
        Optional<Outcome> known = brief.known();
        if (known.isPresent()) {
            return known.map(PairStore.End::known);
        }
        return brief.content().length() > config.maxChars()
                ? Optional.of(PairStore.End.notJudged("longer than the judge reads"))
                : both(task, brief);
    }

    private static boolean callsTool(ScoringInput.Answer answer) {
        return answer.text().isBlank() && answer.toolCall();
    }

    private @Nullable ScoringInput read(@Nullable Request request) {
        return request == null ? null : reader.read(materials.material(request)).orElse(null);
    }

    /** Each order is kept as soon as it is paid for, so that whatever interrupts the asking, none is bought twice. */
    private Optional<PairStore.End> both(PairStore.Task task, PairBrief brief) throws InterruptedException {
        Judge.Result aFirst = ask(task.pair().a(), brief);
        if (!(aFirst instanceof Judge.Result.Given a)) {
            return without(task, aFirst);
        }
        Judge.Result bFirst = ask(task.pair().b(), brief.swapped());
        return bFirst instanceof Judge.Result.Given b
                ? Optional.of(PairStore.End.judged(Preference.of(a.finding()), Preference.of(b.finding())))
                : without(task, bFirst);
    }

    private Judge.Result ask(RequestRef shownFirst, PairBrief brief) throws InterruptedException {
        Instant asked = clock.instant();
        Judge.Result result = asking.ask(shownFirst, brief);
        if (result instanceof Judge.Result.Given given && given.asked()) {
            outage.over(asked);
        }
        return result;
    }

    private Optional<PairStore.End> without(PairStore.Task task, Judge.Result result) {
        Instant now = clock.instant();
        if (result instanceof Judge.Result.Ended ended) {
            String reason = String.valueOf(ended.end().reason());
            return Optional.of(
                    ended.end().state() == JobEnd.State.NOT_SCORED
                            ? PairStore.End.notJudged(reason)
                            : PairStore.End.failed(reason));
        }
        Instant due = result instanceof Judge.Result.Away away
                ? outage.began(now, away.reason(), away.retryAfter())
                : now.plus(Outage.backoff(task.attempts()));
        if (task.openedAt().plus(PATIENCE).isBefore(now)) {
            return Optional.of(PairStore.End.failed("judge unavailable"));
        }
        pairs.release(task.key(), due, !(result instanceof Judge.Result.Away));
        return Optional.empty();
    }
}
