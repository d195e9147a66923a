package dev.plumbline.ingest.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ingest.redact.PrivacyStore;
import dev.plumbline.ingest.redact.ProjectKey;
import jakarta.inject.Singleton;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Erases whole traces: every trace in which the user is named on a span or a request, by id as sent or by the token that
 * redaction made of it. One transaction, so that the receipt and what it says are one.
 */
@Singleton
class ErasureStore {
    private static final List<String> TABLES = List.of("payload", "span_log", "request", "truth", "settle", "span");

    private static final String TRACES = """
            SELECT DISTINCT trace_id FROM (
                SELECT trace_id FROM trace.span WHERE project_id = ? AND user_id = ANY (?)
                UNION ALL SELECT trace_id FROM trace.request WHERE project_id = ? AND user_id = ANY (?)) AS named
            """;

    /** What was said of these traces, now and before, by any of their names, unless that counts for others too. */
    private static final String STATEMENTS = """
            DELETE FROM trace.statement WHERE project_id = ? AND (
                id IN (SELECT statement_id FROM trace.truth WHERE project_id = ? AND trace_id = ANY (?))
                OR NOT EXISTS (
                    SELECT 1 FROM trace.truth
                    WHERE truth.statement_id = statement.id AND NOT truth.trace_id = ANY (?))
                AND subject IN (
                    SELECT 'trace ' || encode(trace_id, 'hex') FROM unnest(?::bytea[]) AS erased (trace_id)
                    UNION SELECT 'session ' || session_id FROM trace.request
                          WHERE project_id = ? AND trace_id = ANY (?) AND session_id IS NOT NULL
                    UNION SELECT unnest(keys) FROM trace.request WHERE project_id = ? AND trace_id = ANY (?)))
            """;

    private final DataSource database;
    private final PrivacyStore privacy;
    private final ObjectMapper json;

    ErasureStore(DataSource database, PrivacyStore privacy, ObjectMapper json) {
        this.database = database;
        this.privacy = privacy;
        this.json = json;
    }

    /**
     * What was removed.
     *
     * @param subject a keyed digest of the user's id: the same user gives the same, and nobody can guess it back
     * @param traces how many traces
     * @param removed rows by table
     */
    record Receipt(long id, String subject, String erasedAt, int traces, Map<String, Integer> removed) {}

    Receipt erase(int projectId, String user, String actor) throws SQLException {
        ProjectKey key = privacy.key(projectId);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<byte[]> traces = traces(connection, projectId, user, "[id:" + key.token(user) + "]");
                Map<String, Integer> removed = new LinkedHashMap<>();
                removed.put("statement", removeStatements(connection, projectId, traces));
                for (String table : TABLES) {
                    removed.put(table, remove(connection, table, projectId, traces));
                }
                Receipt receipt =
                        receipt(connection, projectId, key.digest("user:" + user), actor, traces.size(), removed);
                connection.commit();
                return receipt;
            } catch (SQLException | JsonProcessingException | RuntimeException e) {
                connection.rollback();
                throw e instanceof SQLException sql ? sql : new SQLException("the erasure was not done", e);
            }
        }
    }

    private static List<byte[]> traces(Connection connection, int projectId, String... users) throws SQLException {
        List<byte[]> traces = new ArrayList<>();
        Array names = connection.createArrayOf("text", users);
        try (PreparedStatement query = connection.prepareStatement(TRACES)) {
            query.setInt(1, projectId);
            query.setArray(2, names);
            query.setInt(3, projectId);
            query.setArray(4, names);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                traces.add(row.getBytes(1));
            }
        }
        return traces;
    }

    private static int removeStatements(Connection connection, int projectId, List<byte[]> traces) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(STATEMENTS)) {
            Array ids = connection.createArrayOf("bytea", traces.toArray(byte[][]::new));
            delete.setInt(1, projectId);
            delete.setInt(2, projectId);
            delete.setArray(3, ids);
            delete.setArray(4, ids);
            delete.setArray(5, ids);
            delete.setInt(6, projectId);
            delete.setArray(7, ids);
            delete.setInt(8, projectId);
            delete.setArray(9, ids);
            return delete.executeUpdate();
        }
    }

    private static int remove(Connection connection, String table, int projectId, List<byte[]> traces)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM trace." + table + " WHERE project_id = ? AND trace_id = ANY (?)")) {
            delete.setInt(1, projectId);
            delete.setArray(2, connection.createArrayOf("bytea", traces.toArray(byte[][]::new)));
            return delete.executeUpdate();
        }
    }

    private Receipt receipt(
            Connection connection,
            int projectId,
            String subject,
            String actor,
            int traces,
            Map<String, Integer> removed)
            throws SQLException, JsonProcessingException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO trace.erasure (project_id, subject, actor, traces, removed)
                VALUES (?, ?, ?, ?, ?::jsonb) RETURNING id, erased_at
                """)) {
            insert.setInt(1, projectId);
            insert.setString(2, subject);
            insert.setString(3, actor);
            insert.setInt(4, traces);
            insert.setString(5, json.writeValueAsString(removed));
            ResultSet row = insert.executeQuery();
            row.next();
            return new Receipt(
                    row.getLong(1), subject, row.getTimestamp(2).toInstant().toString(), traces, removed);
        }
    }
}
