package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.clusters.AssignmentStore;
import dev.plumbline.evaluator.clusters.SessionRef;
import dev.plumbline.evaluator.intake.JobMaker.Work;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.evaluator.sessions.SessionStore;
import dev.plumbline.evaluator.sessions.Touch;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Stores what a batch of the bus gave, in one transaction. */
@Singleton
class IntakeStore {
    private final DataSource database;
    private final JobStore jobs;
    private final RuleStore rules;
    private final AssignmentStore assignments;
    private final SessionStore sessions;
    private final MaterialStore materials;
    private final Clock clock;

    IntakeStore(
            DataSource database,
            JobStore jobs,
            RuleStore rules,
            AssignmentStore assignments,
            SessionStore sessions,
            MaterialStore materials,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.rules = rules;
        this.assignments = assignments;
        this.sessions = sessions;
        this.materials = materials;
        this.clock = clock;
    }

    /** @return how many requests are to be scored, for the first time or again */
    int store(List<Work> work) {
        Instant now = clock.instant();
        return Sql.transaction(database, connection -> {
            List<NewJob> all = rules.firstOfReleases(connection, work).stream()
                    .flatMap(one -> one.jobs().stream())
                    .toList();
            int opened = jobs.open(connection, all, now).getOrDefault(JobKind.SCORERS, 0);
            rules.openUnhappy(
                    connection, work.stream().map(one -> one.event().request()).toList(), now);
            assignments.apply(connection, judged(work), now);
            sessions.touch(connection, touches(work), now);
            return opened;
        });
    }

    /**
     * What feedback and truth say.
     *
     * @param unhappy requests that a user was unhappy with: judged, now or when they come
     * @param graded requests whose documents were graded: ranked anew
     */
    void said(List<RequestRef> unhappy, Set<RequestRef> graded) {
        Instant now = clock.instant();
        List<NewJob> rankings = graded.isEmpty()
                ? List.of()
                : materials.requests(graded).values().stream()
                        .map(request -> new NewJob(
                                request.ref(),
                                JobKind.RANKING,
                                request.version(),
                                request.origin().feature(),
                                request.time().startNano(),
                                SamplingDecision.all(0)))
                        .toList();
        Sql.transaction(database, connection -> {
            rules.addUnhappy(connection, unhappy, now);
            jobs.openAgain(connection, rankings, now);
            return rules.openUnhappy(connection, unhappy, now);
        });
    }

    /** Requests that show what is new among the inputs: judged where they were passed over. */
    void drifted(List<Findings.Shown> findings) {
        Sql.transaction(database, connection -> rules.openShown(connection, findings, clock.instant()));
    }

    /** Forgets unhappiness with what never came. */
    void sweep(Instant before) {
        Sql.commit(database, connection -> rules.sweep(connection, before));
    }

    /** Requests that are part of a session; a request without one is no conversation. */
    private static List<Touch> touches(List<Work> work) {
        List<Touch> touches = new ArrayList<>();
        for (Work one : work) {
            NewJob job = one.judge();
            if (job != null && !job.session().equals(job.request().traceId())) {
                touches.add(new Touch(
                        job.request(),
                        job.feature(),
                        job.session(),
                        job.startNano(),
                        one.event().timing().status()));
            }
        }
        return touches;
    }

    /** Sessions with requests for the judge: they may have their cluster already. */
    private static Set<SessionRef> judged(List<Work> work) {
        Set<SessionRef> sessions = new LinkedHashSet<>();
        for (Work one : work) {
            NewJob job = one.judge();
            if (job != null) {
                sessions.add(new SessionRef(job.request().projectId(), job.feature(), job.session()));
            }
        }
        return sessions;
    }
}
