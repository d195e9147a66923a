package dev.plumbline.ingest.truth;

import dev.plumbline.ingest.IngestConfig;
import dev.plumbline.ingest.ledger.Loss;
import dev.plumbline.ingest.ledger.LossStore;
import dev.plumbline.ingest.redact.PrivacyStore;
import dev.plumbline.ingest.store.LedgerStore;
import dev.plumbline.tracestore.statement.Statement;
import dev.plumbline.tracestore.statement.StatementReader;
import dev.plumbline.tracestore.statement.StatementReader.Fate;
import dev.plumbline.tracestore.statement.StatementWriter;
import dev.plumbline.tracestore.statement.StatementWriter.Entry;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Keeps what was said, with what of it could not be read counted beside it, and joins what can be joined at once. */
@Singleton
class TruthStore {
    static final String ID_TAKEN = "id was used for another statement";

    private static final String SIGNAL = "feedback";

    private final DataSource database;
    private final PrivacyStore privacy;
    private final LedgerStore ledger;
    private final LossStore losses;
    private final JoinStore joins;
    private final StatementWriter writer;
    private final Clock clock;

    TruthStore(
            DataSource database,
            IngestConfig config,
            PrivacyStore privacy,
            LedgerStore ledger,
            LossStore losses,
            JoinStore joins,
            Clock clock) {
        this.database = database;
        this.privacy = privacy;
        this.ledger = ledger;
        this.losses = losses;
        this.joins = joins;
        this.writer = new StatementWriter(
                config.feedback().waitFor(), config.feedback().hold());
        this.clock = clock;
    }

    /** Reads one statement. */
    interface Reading {
        Statement read(StatementForm.Sent sent) throws BadRowException;
    }

    /** What is wrong with a row. */
    record Problem(StatementForm.Sent sent, String field, String error) {}

    /**
     * @param unchanged whether it had been said already
     * @param fate what became of it so far
     */
    record Kept(long id, boolean unchanged, Fate fate) {}

    /** What became of the rows: each is in one of the two. */
    record Taken(List<Kept> kept, List<Problem> problems) {}

    Taken take(int projectId, List<StatementForm.Sent> rows, Reading reading) throws SQLException {
        PrivacyStore.Guard guard = privacy.guard(projectId);
        List<Problem> problems = new ArrayList<>();
        Map<StatementForm.Sent, Statement> statements = new LinkedHashMap<>();
        for (StatementForm.Sent row : rows) {
            try {
                statements.put(row, guard.keep(reading.read(row)));
            } catch (BadRowException e) {
                problems.add(new Problem(row, e.field(), String.valueOf(e.getMessage())));
            }
        }
        List<Entry> entries = keep(projectId, statements, problems);
        losses.count(projectId, SIGNAL, "stored", count(entries, StatementWriter.Fate.KEPT));
        losses.count(projectId, SIGNAL, "duplicate", count(entries, StatementWriter.Fate.UNCHANGED));
        losses.record(projectId, SIGNAL, new Loss(reasons(problems), Map.of()));
        joins.joinNow(entries.stream()
                .filter(entry -> entry.fate() == StatementWriter.Fate.KEPT)
                .map(Entry::id)
                .toList());
        return new Taken(kept(entries), problems);
    }

    private static int count(List<Entry> entries, StatementWriter.Fate fate) {
        return (int) entries.stream().filter(entry -> entry.fate() == fate).count();
    }

    /** What has been kept when this returns is joined sooner or later, whatever happens. */
    private List<Entry> keep(int projectId, Map<StatementForm.Sent, Statement> statements, List<Problem> problems)
            throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Entry> entries = writer.insert(connection, List.copyOf(statements.values()));
                int row = 0;
                for (StatementForm.Sent sent : statements.keySet()) {
                    if (entries.get(row++).fate() == StatementWriter.Fate.ID_TAKEN) {
                        problems.add(new Problem(sent, "id", ID_TAKEN));
                    }
                }
                ledger.add(
                        connection,
                        projectId,
                        now,
                        new LedgerStore.Sums(
                                SIGNAL,
                                count(entries, StatementWriter.Fate.KEPT),
                                count(entries, StatementWriter.Fate.UNCHANGED),
                                problems.size(),
                                0));
                connection.commit();
                return entries;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** A body that cannot be read counts as one item. */
    void unreadable(int projectId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            ledger.add(connection, projectId, clock.instant(), new LedgerStore.Sums(SIGNAL, 0, 0, 1, 0));
        }
        losses.record(projectId, SIGNAL, Loss.unreadable());
    }

    private static Map<String, Integer> reasons(List<Problem> problems) {
        Map<String, Integer> reasons = new TreeMap<>();
        // A field that no statement has may be called anything.
        problems.forEach(problem -> reasons.merge(
                StatementForm.FIELDS.contains(problem.field()) ? problem.field() : "row", 1, Integer::sum));
        return reasons;
    }

    private List<Kept> kept(List<Entry> entries) throws SQLException {
        List<Entry> those = entries.stream()
                .filter(entry -> entry.fate() != StatementWriter.Fate.ID_TAKEN)
                .toList();
        Map<Long, Fate> fates = new StatementReader(database)
                .fates(those.stream().map(Entry::id).toList());
        List<Kept> kept = new ArrayList<>();
        for (Entry entry : those) {
            Fate fate = fates.get(entry.id());
            kept.add(new Kept(entry.id(), entry.fate() == StatementWriter.Fate.UNCHANGED, orWaiting(fate)));
        }
        return kept;
    }

    private static Fate orWaiting(@Nullable Fate fate) {
        return fate == null ? new Fate("waiting", null, 0) : fate;
    }
}
