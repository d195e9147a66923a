package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.intake.JobMaker.Work;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.reading.MaterialStore;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Stores what a batch of the bus gave, in one transaction. */
@Singleton
class IntakeStore {
    private static final String DEAD_LETTER = """
            INSERT INTO eval.dead_letter (topic, partition, position, key, value, reason, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String SWEEP = "DELETE FROM eval.dead_letter WHERE received_at < ?";

    private final DataSource database;
    private final JobStore jobs;
    private final RuleStore rules;
    private final MaterialStore materials;

    IntakeStore(DataSource database, JobStore jobs, RuleStore rules, MaterialStore materials) {
        this.database = database;
        this.jobs = jobs;
        this.rules = rules;
        this.materials = materials;
    }

    /** A record that could not be used. */
    record DeadLetter(BusRecord record, String reason) {}

    /** @return how many requests are to be scored, for the first time or again */
    int store(List<Work> work, List<DeadLetter> letters, Instant now) {
        return Sql.transaction(database, connection -> {
            write(connection, letters, now);
            List<NewJob> all = rules.firstOfReleases(connection, work).stream()
                    .flatMap(one -> one.jobs().stream())
                    .toList();
            int opened = jobs.open(connection, all, now).getOrDefault(JobKind.SCORERS, 0);
            rules.openUnhappy(
                    connection, work.stream().map(one -> one.event().request()).toList(), now);
            return opened;
        });
    }

    /**
     * What feedback and truth say.
     *
     * @param unhappy requests that a user was unhappy with: judged, now or when they come
     * @param graded requests whose documents were graded: ranked anew
     */
    void said(List<RequestRef> unhappy, Set<RequestRef> graded, List<DeadLetter> letters, Instant now) {
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
            write(connection, letters, now);
            rules.addUnhappy(connection, unhappy, now);
            jobs.openAgain(connection, rankings, now);
            return rules.openUnhappy(connection, unhappy, now);
        });
    }

    /** Requests that show what is new among the inputs: judged where they were passed over. */
    void drifted(List<Findings.Shown> findings, List<DeadLetter> letters, Instant now) {
        Sql.transaction(database, connection -> {
            write(connection, letters, now);
            return rules.openShown(connection, findings, now);
        });
    }

    /** Forgets dead letters received before a moment, and unhappiness with what never came. */
    int sweep(Instant before) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
                delete.setObject(1, before.atOffset(ZoneOffset.UTC));
                rules.sweep(connection, before);
                return delete.executeUpdate();
            }
        });
    }

    private static void write(Connection connection, List<DeadLetter> letters, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(DEAD_LETTER)) {
            for (DeadLetter letter : letters) {
                insert.setString(1, letter.record().topic());
                insert.setInt(2, letter.record().partition());
                insert.setLong(3, letter.record().offset());
                insert.setBytes(4, letter.record().key());
                insert.setBytes(5, letter.record().value());
                insert.setString(6, letter.reason());
                insert.setObject(7, now.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
