package dev.plumbline.evaluator.sessions;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.rubrics.RubricStore;
import dev.plumbline.evaluator.sampling.CurrentPolicyStore;
import dev.plumbline.evaluator.sampling.Sampler;
import dev.plumbline.evaluator.sampling.Subject;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks for sessions that have become idle and opens a job for each that has news, as the sampler decides of the whole
 * session: its draw is that of the session id, so it is judged every time or never. The first decision stands.
 */
@Singleton
public class SessionCycle {
    private static final int BATCH = 100;

    private final SessionStore sessions;
    private final MaterialStore materials;
    private final RubricStore rubrics;
    private final CurrentPolicyStore policies;
    private final SessionConfig config;
    private final EvaluatorConfig evaluator;
    private final Clock clock;

    SessionCycle(
            SessionStore sessions,
            MaterialStore materials,
            RubricStore rubrics,
            CurrentPolicyStore policies,
            SessionConfig config,
            EvaluatorConfig evaluator,
            Clock clock) {
        this.sessions = sessions;
        this.materials = materials;
        this.rubrics = rubrics;
        this.policies = policies;
        this.config = config;
        this.evaluator = evaluator;
        this.clock = clock;
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public void run() {
        int found;
        do {
            found = round();
        } while (found == BATCH);
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        sessions.sweep(clock.instant().minus(Duration.ofDays(evaluator.keepScoreDays())));
    }

    private int round() {
        Instant now = clock.instant();
        List<Session> idle = sessions.idle(Idle.at(now, config.idle(), config.grace()), BATCH);
        if (idle.isEmpty()) {
            return 0;
        }
        Map<RequestRef, Request> firsts =
                materials.requests(idle.stream().map(Session::first).collect(Collectors.toSet()));
        Sampler sampler = new Sampler(policies.get());
        for (Session session : idle) {
            if (session.now().turns() == 0) {
                sessions.forget(session);
            } else {
                int version = session.hasNews() ? session.version() + 1 : session.version();
                Request first = firsts.get(session.first());
                sessions.rest(session, version, job(session, version, first, sampler), now);
            }
        }
        return idle.size();
    }

    private @Nullable NewJob job(Session session, int version, @Nullable Request first, Sampler sampler) {
        if (first == null || !session.hasNews() || !isJudged(session.key().feature())) {
            return null;
        }
        return new NewJob(
                session.first(),
                JobKind.SESSION,
                version,
                session.key().feature(),
                first.time().startNano(),
                sampler.decideSession(
                        new Subject(
                                first.ref().traceId(),
                                first.origin(),
                                first.time().status(),
                                first.attributes()),
                        session.key().session()),
                session.key().session());
    }

    private boolean isJudged(String feature) {
        return rubrics.active().stream()
                .anyMatch(one -> one.rubric().target() == Rubric.Target.SESSION && one.isFor(feature));
    }
}
