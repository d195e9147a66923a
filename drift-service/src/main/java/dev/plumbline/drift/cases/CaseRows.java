package dev.plumbline.drift.cases;

import dev.plumbline.tracestore.database.ColumnsSql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Rows of cases, in the caller's transaction. */
final class CaseRows {

    /** What was embedded once needs not be embedded again, under whatever id. */
    private static final String TAKE_AWAY = """
            WITH known AS (
                SELECT DISTINCT ON (digest) digest, vector, model FROM drift.evaluation_case
                WHERE set_id = ? AND state = 'embedded'),
            gone AS (
                DELETE FROM drift.evaluation_case WHERE set_id = ? AND case_id = ANY (?))
            SELECT digest, vector, model FROM known
            """;

    private static final String ADD = """
            INSERT INTO drift.evaluation_case
                (set_id, case_id, position, input, trace_id, span_id, digest, state, vector, model, added_at)
            SELECT ?, case_id, position, input, trace_id, span_id, digest,
                   CASE WHEN vector IS NULL THEN 'waiting' ELSE 'embedded' END, vector, model, ?
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                AS added (case_id, position, input, trace_id, span_id, digest, vector, model)
            """;
    private static final String NEXT = """
            UPDATE drift.evaluation_set SET version = version + 1, replaced_at = ?, standing = NULL WHERE id = ?
            """;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Vector(byte[] numbers, String model) {}

    /** Takes cases away, adds others, and counts the version up; what the set looked like is worked out anew. */
    void replace(Connection connection, long set, List<Resolved> added, Collection<String> gone, Instant now)
            throws SQLException {
        Map<String, Vector> vectors = new HashMap<>();
        Collection<String> leave = new HashSet<>(gone);
        added.forEach(one -> leave.add(one.item().id()));
        try (PreparedStatement query = connection.prepareStatement(TAKE_AWAY)) {
            query.setLong(1, set);
            query.setLong(2, set);
            query.setArray(3, connection.createArrayOf("text", leave.toArray()));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                vectors.put(HexFormat.of().formatHex(row.getBytes(1)), new Vector(row.getBytes(2), row.getString(3)));
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setLong(1, set);
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            new ColumnsSql<>(connection, insert, added, 3)
                    .add("text", one -> one.item().id())
                    .add("int4", one -> one.item().row())
                    .add("text", one -> one.item().traceId() == null ? one.text() : null)
                    .add("bytea", one -> CaseStore.bytes(one.item().traceId()))
                    .add("bytea", one -> CaseStore.bytes(one.spanId()))
                    .add("bytea", one -> CaseStore.bytes(one.digest()))
                    .add("bytea", one -> {
                        Vector known = vectors.get(one.digest());
                        return known == null ? null : known.numbers();
                    })
                    .add("text", one -> {
                        Vector known = vectors.get(one.digest());
                        return known == null ? null : known.model();
                    });
            insert.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(NEXT)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setLong(2, set);
            update.executeUpdate();
        }
    }

    /** Digest of the text and the trace it is from, by the case's id. */
    static Map<String, String> identities(ResultSet row) throws SQLException {
        Map<String, String> known = new HashMap<>();
        while (row.next()) {
            String trace = row.getString(3);
            known.put(row.getString(1), row.getString(2) + (trace == null ? "" : "@" + trace));
        }
        return known;
    }
}
