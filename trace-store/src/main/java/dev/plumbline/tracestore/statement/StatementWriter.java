package dev.plumbline.tracestore.statement;

import dev.plumbline.tracestore.database.ColumnsSql;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Keeps statements in the caller's transaction; each waits until it is joined to its requests. */
public final class StatementWriter {
    private final Duration wait;
    private final Duration hold;

    /**
     * @param wait how long a statement may wait for a request
     * @param hold how long one that names no request for certain waits at least, from the time it is of
     */
    public StatementWriter(Duration wait, Duration hold) {
        this.wait = wait;
        this.hold = hold;
    }

    /** What became of a statement. */
    public enum Fate {
        KEPT,
        /** It was said already; nothing changes. */
        UNCHANGED,
        /** Its id was used for a statement that says something else; it is not kept. */
        ID_TAKEN
    }

    /** @param id of the row that holds it, or that holds its place */
    public record Entry(long id, Fate fate) {}

    private record Key(int projectId, String digest) {
        static Key of(Statement statement) {
            return new Key(statement.projectId(), HexFormat.of().formatHex(statement.digest()));
        }
    }

    private record Known(long id, byte[] content) {}

    /** @return in the order given */
    public List<Entry> insert(Connection connection, List<Statement> statements) throws SQLException {
        if (statements.isEmpty()) {
            return List.of();
        }
        Map<Integer, Entry> entries = saidLast(connection, statements);
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            if (!entries.containsKey(i)) {
                left.add(i);
            }
        }
        List<Statement> fresh = left.stream().map(statements::get).toList();
        Map<Key, Long> inserted = insertNew(connection, fresh);
        Map<Key, Known> known = known(connection, fresh);
        for (int row : left) {
            Statement statement = statements.get(row);
            Key key = Key.of(statement);
            Known holder = known.get(key);
            if (holder == null) {
                throw new SQLException("a statement is neither new nor known");
            }
            Long own = inserted.remove(key);
            entries.put(
                    row,
                    own != null
                            ? new Entry(own, Fate.KEPT)
                            : new Entry(
                                    holder.id(),
                                    Arrays.equals(holder.content(), statement.content())
                                                    || statement.told().id() == null
                                            ? Fate.UNCHANGED
                                            : Fate.ID_TAKEN));
        }
        List<Entry> ordered = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            ordered.add(entries.getOrDefault(i, new Entry(0, Fate.UNCHANGED)));
        }
        return ordered;
    }

    /** By place in the list, what its source said last of the same, where nothing tells the two apart. */
    private static Map<Integer, Entry> saidLast(Connection connection, List<Statement> statements) throws SQLException {
        Map<Integer, Entry> entries = new HashMap<>();
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            if (!statements.get(i).told().atGiven() && statements.get(i).told().id() == null) {
                asked.add(i);
            }
        }
        if (asked.isEmpty()) {
            return entries;
        }
        try (PreparedStatement query = connection.prepareStatement(StatementSql.SAID_LAST)) {
            new ColumnsSql<>(connection, query, asked, 1)
                    .add("int4", row -> row)
                    .add("int4", row -> statements.get(row).projectId())
                    .add("text", row -> statements.get(row).kind())
                    .add("text", row -> statements.get(row).subject().stored())
                    .add("bytea", row -> span(statements.get(row)))
                    .add("text", row -> statements.get(row).name())
                    .add("text", row -> statements.get(row).told().source());
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Statement.Said last = new Statement.Said(
                        row.getObject("value", Double.class), row.getString("label"), row.getString("comment"));
                if (last.equals(statements.get(row.getInt("row")).said())) {
                    entries.put(row.getInt("row"), new Entry(row.getLong("id"), Fate.UNCHANGED));
                }
            }
        }
        return entries;
    }

    private Map<Key, Long> insertNew(Connection connection, List<Statement> rows) throws SQLException {
        Map<Key, Long> inserted = new HashMap<>();
        try (PreparedStatement insert = connection.prepareStatement(StatementSql.INSERT)) {
            insert.setLong(1, wait.toMillis());
            insert.setLong(2, hold.toMillis());
            new ColumnsSql<>(connection, insert, rows, 3)
                    .add("int4", Statement::projectId)
                    .add("text", Statement::kind)
                    .add("text", row -> row.subject().stored())
                    .add("bytea", StatementWriter::span)
                    .add("text", Statement::name)
                    .add("text", row -> row.told().source())
                    .add("float8", row -> row.said().value())
                    .add("text", row -> row.said().label())
                    .add("text", row -> row.said().comment())
                    .add("int8", row -> row.told().atNano())
                    .add("bytea", Statement::digest)
                    .add("bytea", Statement::content)
                    .add("bool", row -> row.subject().isExact());
            ResultSet row = insert.executeQuery();
            while (row.next()) {
                inserted.put(new Key(row.getInt(2), HexFormat.of().formatHex(row.getBytes(3))), row.getLong(1));
            }
        }
        return inserted;
    }

    private static Map<Key, Known> known(Connection connection, List<Statement> rows) throws SQLException {
        Map<Key, Known> known = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(StatementSql.KNOWN)) {
            new ColumnsSql<>(connection, query, rows, 1)
                    .add("bytea", Statement::digest)
                    .add("int4", Statement::projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                known.put(
                        new Key(row.getInt(2), HexFormat.of().formatHex(row.getBytes(3))),
                        new Known(row.getLong(1), row.getBytes(4)));
            }
        }
        return known;
    }

    /**
     * Has everything that waits for one of these looked at again, in the transaction that wrote what it may wait for.
     *
     * @param subjects as {@link Subject#stored}
     */
    public static void lookAgain(Connection connection, int projectId, Collection<String> subjects)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(StatementSql.LOOK_AGAIN)) {
            update.setInt(1, projectId);
            update.setArray(2, connection.createArrayOf("text", subjects.toArray()));
            update.executeUpdate();
        }
    }

    /** Takes what was said of requests of these traces that are none any more, and has it look for its request again. */
    public static void release(Connection connection, int projectId, Collection<String> traceIds) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(StatementSql.RELEASE)) {
            update.setInt(1, projectId);
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea",
                            traceIds.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new)));
            update.executeUpdate();
        }
    }

    private static byte @Nullable [] span(Statement statement) {
        String spanId = statement.subject().spanId();
        return spanId == null ? null : HexFormat.of().parseHex(spanId);
    }
}
