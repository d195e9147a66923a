package dev.plumbline.evaluator.scores;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.clusters.AssignmentStore;
import dev.plumbline.evaluator.health.GateStore;
import dev.plumbline.evaluator.health.Series;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.jobs.JobEnd;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.labels.LabelStore;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.evaluator.sessions.SessionStore;
import dev.plumbline.tracestore.database.DatabaseException;
import dev.plumbline.tracestore.database.Sql;
import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Where a job ends: its scores, their events and its end in one transaction, or none of them. */
@Singleton
public class ResultStore {
    private static final Logger LOG = Logger.getLogger(ResultStore.class);

    private final DataSource database;
    private final JobStore jobs;
    private final ScoreStore scores;
    private final LabelStore labels;
    private final GateStore gate;
    private final AssignmentStore assignments;
    private final SessionStore sessions;
    private final Outbox outbox = new Outbox("eval");

    ResultStore(
            DataSource database,
            JobStore jobs,
            ScoreStore scores,
            LabelStore labels,
            GateStore gate,
            AssignmentStore assignments,
            SessionStore sessions) {
        this.database = database;
        this.jobs = jobs;
        this.scores = scores;
        this.labels = labels;
        this.gate = gate;
        this.assignments = assignments;
        this.sessions = sessions;
    }

    /**
     * Ends those of the jobs that are still held; what a job that has been lost came to is thrown away. Where the values
     * of one job cannot be stored, that job alone ends as failed.
     *
     * @param gone requests known here that are no requests any more: their scores go too
     * @return the outcomes that were stored
     */
    public List<Outcome> end(List<Outcome> outcomes, Set<RequestRef> gone, Instant now) {
        try {
            return endTogether(outcomes, gone, now);
        } catch (DatabaseException e) {
            if (!e.isData()) {
                return endTogether(outcomes, gone, now);
            }
            List<Outcome> stored = new ArrayList<>();
            outcomes.forEach(outcome -> stored.addAll(endAlone(outcome, gone, now)));
            return stored;
        }
    }

    private List<Outcome> endAlone(Outcome outcome, Set<RequestRef> gone, Instant now) {
        try {
            return endTogether(List.of(outcome), gone, now);
        } catch (DatabaseException e) {
            if (!e.isData()) {
                throw e;
            }
            LOG.warnf(e, "the scores of a job cannot be stored: %s", outcome.job());
            return endTogether(
                    List.of(Outcome.without(
                            outcome.job(), JobEnd.failed("not storable", "the database refuses the scores"))),
                    gone,
                    now);
        }
    }

    private List<Outcome> endTogether(List<Outcome> outcomes, Set<RequestRef> gone, Instant now) {
        try {
            scores.ensureDays(outcomes, now);
            Set<Score> barred = barred(outcomes);
            return Sql.transaction(database, connection -> write(connection, outcomes, gone, barred, now));
        } catch (DatabaseException e) {
            scores.forgetDays();
            throw e;
        }
    }

    /** The score that a scorer gave a request before. */
    public Optional<Score> earlier(RequestRef request, String name, String scorer) {
        return scores.earlier(request, name, scorer);
    }

    /** Scores that may not gate; looked up before the transaction, which holds the one connection that it needs. */
    private Set<Score> barred(List<Outcome> outcomes) {
        Set<Score> barred = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Outcome outcome : outcomes) {
            Request request = outcome.request();
            if (request != null) {
                int project = outcome.job().request().projectId();
                String feature = request.origin().feature();
                outcome.scores().stream()
                        .filter(score -> !gate.isOpen(new Series(project, feature, score.name(), score.scorer())))
                        .forEach(barred::add);
            }
        }
        return barred;
    }

    private List<Outcome> write(
            Connection connection, List<Outcome> outcomes, Set<RequestRef> gone, Set<Score> barred, Instant now)
            throws SQLException {
        Map<Job, SamplingDecision> held =
                jobs.lockHeld(connection, outcomes.stream().map(Outcome::job).toList());
        List<Outcome> stored = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            SamplingDecision decided = held.get(outcome.job());
            if (decided != null) {
                stored.add(outcome.by(decided));
            }
        }
        scores.deleteGone(connection, gone);
        labels.forget(connection, gone);
        assignments.forget(connection, gone);
        sessions.forget(connection, gone);
        jobs.endGone(connection, gone, now);
        scores.write(connection, stored, now);
        Map<Job, JobEnd> ends = new LinkedHashMap<>();
        List<Outbox.Event> events = new ArrayList<>();
        for (Outcome outcome : stored) {
            ends.put(outcome.job(), outcome.end());
            Request request = outcome.request();
            if (request != null) {
                events.addAll(ScoreEvents.of(
                        request,
                        outcome.job().sampling().told(),
                        outcome.scores(),
                        score -> !barred.contains(score),
                        now));
            }
        }
        jobs.end(connection, ends, now);
        outbox.append(connection, events);
        return stored;
    }
}
