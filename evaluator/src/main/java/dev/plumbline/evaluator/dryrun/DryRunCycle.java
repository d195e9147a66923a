package dev.plumbline.evaluator.dryrun;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.dryrun.DryRunStore.Task;
import dev.plumbline.evaluator.judge.Judge;
import dev.plumbline.evaluator.judge.Panel;
import dev.plumbline.evaluator.judge.PreChecks;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.reading.InputReader;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.rubrics.RubricFile;
import dev.plumbline.evaluator.rubrics.RubricStore;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.sessions.JudgedStore;
import dev.plumbline.evaluator.sessions.SessionAsOf;
import dev.plumbline.tracestore.database.DatabaseException;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One round of a trial: lease a past request or session > read > ask > end. It spends from the same budget as all judging. */
@Singleton
class DryRunCycle {
    static final int ATTEMPTS = 5;

    private static final Logger LOG = Logger.getLogger(DryRunCycle.class);
    private static final Duration WAIT = Duration.ofMinutes(1);

    private final DryRunStore runs;
    private final RubricStore rubrics;
    private final MaterialStore materials;
    private final JudgedStore judged;
    private final Panel panel;
    private final JudgeConfig config;
    private final Clock clock;
    private final InputReader reader = new InputReader(feature -> ScoringInput.OutputContract.NONE);

    DryRunCycle(
            DryRunStore runs,
            RubricStore rubrics,
            MaterialStore materials,
            JudgedStore judged,
            Panel panel,
            JudgeConfig config,
            Clock clock) {
        this.runs = runs;
        this.rubrics = rubrics;
        this.materials = materials;
        this.judged = judged;
        this.panel = panel;
        this.config = config;
        this.clock = clock;
    }

    /** @return whether there may be more */
    boolean run() throws InterruptedException {
        Instant now = clock.instant();
        Optional<Task> leased = runs.lease(
                now, config.timeout().multipliedBy(2L * RubricFile.MOST_VOTES).plus(WAIT));
        if (leased.isEmpty()) {
            return false;
        }
        Task task = leased.get();
        try {
            judge(task, now);
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "a request of a dry run cannot be judged: %s", task.request());
            runs.failed(task, "trace unreadable");
        }
        return true;
    }

    private void judge(Task task, Instant now) throws InterruptedException {
        Optional<Rubric> rubric = rubrics.find(task.name(), task.version())
                .map(version -> version.file().rubric(version.version()));
        SessionAsOf session = task.session();
        Read read = session == null ? request(task.request()) : session(session);
        ScoringInput input = read.input();
        if (rubric.isEmpty() || input == null) {
            runs.failed(task, read.fault());
            return;
        }
        Optional<Finding> known = PreChecks.find(rubric.get(), input, config.maxChars());
        if (known.isPresent()) {
            runs.judged(task, known.get());
            return;
        }
        end(task, panel.ask(task.request(), rubric.get(), input), now);
    }

    /** @param fault why there is no input */
    private record Read(@Nullable ScoringInput input, String fault) {
        static Read of(Optional<ScoringInput> input) {
            return new Read(input.orElse(null), "content removed");
        }
    }

    private Read request(RequestRef ref) {
        Request request = materials.requests(Set.of(ref)).get(ref);
        return request == null ? new Read(null, "request gone") : Read.of(reader.read(materials.material(request)));
    }

    private Read session(SessionAsOf session) {
        Set<RequestRef> turns = judged.turns(session);
        if (turns.isEmpty()) {
            return new Read(null, "session went on");
        }
        try {
            return Read.of(judged.conversation(turns, reader));
        } catch (JudgedStore.TooLongException e) {
            return new Read(null, "session too long");
        }
    }

    private void end(Task task, Judge.Result result, Instant now) {
        if (result instanceof Judge.Result.Given given) {
            runs.judged(task, given.finding());
        } else if (result instanceof Judge.Result.Ended ended) {
            runs.failed(task, String.valueOf(ended.end().reason()));
        } else if (result instanceof Judge.Result.Away away) {
            Duration wait = away.retryAfter();
            runs.release(task, now.plus(wait == null ? WAIT : wait), false);
        } else if (task.attempts() >= ATTEMPTS) {
            runs.failed(task, "judge unavailable");
        } else {
            runs.release(task, now.plus(WAIT), true);
        }
    }
}
