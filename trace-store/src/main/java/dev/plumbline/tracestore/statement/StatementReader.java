package dev.plumbline.tracestore.statement;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads statements and what became of them. */
public final class StatementReader {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DataSource database;

    public StatementReader(DataSource database) {
        this.database = database;
    }

    /**
     * What became of a statement.
     *
     * @param state {@code waiting}, {@code joined}, {@code expired} or {@code refused}
     * @param reason why it is expired or refused; null otherwise
     * @param requests how many it was joined to
     */
    public record Fate(String state, @Nullable String reason, int requests) {}

    /**
     * A statement as it is shown.
     *
     * @param about what it is about
     */
    public record Line(long id, String kind, About about, String name, Statement.Said said, Heard heard, Ended ended) {}

    /**
     * @param subject as {@link Subject#stored}
     * @param spanId 16 hex digits; null for the request as a whole
     */
    public record About(String subject, @Nullable String spanId) {}

    /**
     * Who said it and when, ISO 8601.
     *
     * @param until when it expires if it still waits then
     */
    public record Heard(String source, String at, String receivedAt, String until) {}

    /** @param counts whether it is what counts now for one request at least; else it waits, or is history */
    public record Ended(String state, @Nullable String reason, int requests, boolean counts) {}

    /**
     * Which to list.
     *
     * @param traceId what was said by this id, 32 hex digits, and what counts for this trace by whatever name
     * @param before the id of the last one of the page before; {@link Long#MAX_VALUE} for the first page
     */
    public record Wanted(
            int projectId, @Nullable String state, @Nullable String traceId, long before, int limit) {}

    /** The latest first. */
    public List<Line> list(Wanted wanted) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(StatementSql.LIST)) {
            query.setInt(1, wanted.projectId());
            query.setLong(2, wanted.before());
            query.setString(3, wanted.state());
            query.setString(4, wanted.state());
            query.setString(5, wanted.traceId());
            query.setString(6, wanted.traceId());
            query.setString(7, wanted.traceId());
            query.setInt(8, wanted.limit());
            ResultSet row = query.executeQuery();
            while (row.next()) {
                lines.add(line(row));
            }
        }
        return lines;
    }

    private static Line line(ResultSet row) throws SQLException {
        byte[] span = row.getBytes("span_id");
        long at = row.getLong("at_nano");
        return new Line(
                row.getLong("id"),
                row.getString("kind"),
                new About(
                        row.getString("subject"),
                        span == null ? null : HexFormat.of().formatHex(span)),
                row.getString("name"),
                new Statement.Said(
                        row.getObject("value", Double.class), row.getString("label"), row.getString("comment")),
                new Heard(
                        row.getString("source"),
                        Instant.ofEpochSecond(at / NANOS_PER_SECOND, at % NANOS_PER_SECOND)
                                .toString(),
                        row.getTimestamp("received_at").toInstant().toString(),
                        row.getTimestamp("until").toInstant().toString()),
                new Ended(
                        row.getString("state"),
                        row.getString("reason"),
                        row.getInt("requests"),
                        row.getBoolean("counts")));
    }

    /** By id, what became of these; one that is not there is left out. */
    public Map<Long, Fate> fates(Collection<Long> ids) throws SQLException {
        Map<Long, Fate> fates = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(StatementSql.STATES)) {
            query.setArray(1, connection.createArrayOf("int8", ids.toArray()));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                fates.put(row.getLong(1), new Fate(row.getString(2), row.getString(3), row.getInt(4)));
            }
        }
        return fates;
    }

    /** How many of a project wait, counted up to {@code most}. */
    public int waiting(int projectId, int most) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(StatementSql.WAITING)) {
            query.setInt(1, projectId);
            query.setInt(2, most);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }
}
