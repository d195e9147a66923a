package dev.plumbline.ingest.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;

/**
 * Writes reasons and dead letters after the sums are committed. They are for people: what fails here is logged, and never
 * changes the answer to a sender.
 */
@Singleton
public class LossStore {
    private static final Logger LOG = Logger.getLogger(LossStore.class);
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final int MOST_LETTERS = 200;
    private static final int LONGEST_REASONS = 4000;

    private final DataSource database;
    private final MeterRegistry meters;
    private final Clock clock;

    LossStore(DataSource database, MeterRegistry meters, Clock clock) {
        this.database = database;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * A message as it came.
     *
     * @param signal {@code traces} or {@code logs}
     * @param json whether it is JSON; else protobuf
     */
    public record Message(int projectId, String signal, boolean json, byte[] body) {}

    /** A letter as it is shown; the body is not, since nobody has looked at what is in it. */
    public record Letter(
            long id, String receivedAt, String signal, String encoding, int items, String reasons, int bytes) {}

    /** Counts what became of a message's items. */
    public void count(int projectId, String signal, String outcome, long items) {
        if (items > 0) {
            meters.counter(
                            "plumbline.ingest.items",
                            "project",
                            String.valueOf(projectId),
                            "signal",
                            signal,
                            "outcome",
                            outcome)
                    .increment(items);
        }
    }

    /** Counts spans that had the ids of another and said something else; no outcome of their own, so beside the sum. */
    public void conflicts(int projectId, int spans) {
        if (spans > 0) {
            meters.counter("plumbline.ingest.conflicts", "project", String.valueOf(projectId))
                    .increment(spans);
        }
    }

    /** Records reasons. */
    public void record(int projectId, String signal, Loss loss) {
        count(projectId, signal, "rejected", sum(loss.rejected()));
        count(projectId, signal, "dropped", sum(loss.dropped()));
        if (loss.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO trace.loss (minute, project_id, signal, outcome, reason, items)"
                                + " VALUES (?::timestamptz, ?, ?, ?, ?, ?)")) {
            String minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).toString();
            add(insert, minute, projectId, signal, "rejected", loss.rejected());
            add(insert, minute, projectId, signal, "dropped", loss.dropped());
            insert.executeBatch();
        } catch (SQLException e) {
            LOG.warnf("the reasons of a loss were not recorded: %s", e);
        }
    }

    private static long sum(Map<String, Integer> reasons) {
        return reasons.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static void add(
            PreparedStatement insert,
            String minute,
            int projectId,
            String signal,
            String outcome,
            Map<String, Integer> reasons)
            throws SQLException {
        for (Map.Entry<String, Integer> reason : reasons.entrySet()) {
            insert.setString(1, minute);
            insert.setInt(2, projectId);
            insert.setString(3, signal);
            insert.setString(4, outcome);
            insert.setString(5, reason.getKey());
            insert.setInt(6, reason.getValue());
            insert.addBatch();
        }
    }

    /** Keeps a message of which something was rejected; of one that is too large nothing is kept. */
    public void keep(Message message, int items, List<String> reasons) {
        if (message.body().length > LARGEST_BODY) {
            return;
        }
        String text = String.join("; ", reasons);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        WITH kept AS (
                            INSERT INTO trace.dead_letter (project_id, signal, encoding, items, reasons, body)
                            VALUES (?, ?, ?, ?, ?, ?))
                        DELETE FROM trace.dead_letter WHERE id IN (
                            SELECT id FROM trace.dead_letter WHERE project_id = ? ORDER BY id DESC OFFSET ?)
                        """)) {
            insert.setInt(1, message.projectId());
            insert.setString(2, message.signal());
            insert.setString(3, message.json() ? "json" : "protobuf");
            insert.setInt(4, items);
            insert.setString(
                    5,
                    text.substring(0, Math.min(text.length(), LONGEST_REASONS)).replace('\0', '\uFFFD'));
            insert.setBytes(6, gzip(message.body()));
            insert.setInt(7, message.projectId());
            insert.setInt(8, MOST_LETTERS - 1);
            insert.executeUpdate();
        } catch (SQLException | IOException e) {
            LOG.warnf("a dead letter was not kept: %s", e);
        }
    }

    /** Latest first. */
    List<Letter> letters(int projectId) throws SQLException {
        List<Letter> letters = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT id, received_at, signal, encoding, items, reasons, length(body)
                        FROM trace.dead_letter WHERE project_id = ? ORDER BY id DESC
                        """)) {
            query.setInt(1, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                letters.add(new Letter(
                        row.getLong(1),
                        row.getTimestamp(2).toInstant().toString(),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getString(6),
                        row.getInt(7)));
            }
        }
        return letters;
    }

    Optional<Message> letter(long id) throws SQLException, IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT project_id, signal, encoding, body FROM trace.dead_letter WHERE id = ?")) {
            query.setLong(1, id);
            ResultSet row = query.executeQuery();
            return row.next()
                    ? Optional.of(new Message(
                            row.getInt(1),
                            row.getString(2),
                            row.getString(3).equals("json"),
                            new GZIPInputStream(new ByteArrayInputStream(row.getBytes(4))).readAllBytes()))
                    : Optional.empty();
        }
    }

    void forget(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM trace.dead_letter WHERE id = ?")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void forgetOld() throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection();
                PreparedStatement letters = connection.prepareStatement(
                        "DELETE FROM trace.dead_letter WHERE received_at < ?::timestamptz");
                PreparedStatement losses =
                        connection.prepareStatement("DELETE FROM trace.loss WHERE minute < ?::timestamptz")) {
            letters.setString(1, now.minus(7, ChronoUnit.DAYS).toString());
            letters.executeUpdate();
            losses.setString(1, now.minus(90, ChronoUnit.DAYS).toString());
            losses.executeUpdate();
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
