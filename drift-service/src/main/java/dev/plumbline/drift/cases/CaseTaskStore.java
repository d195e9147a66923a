package dev.plumbline.drift.cases;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.embed.VectorBytes;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** Leases cases without a vector and stores their vectors. */
@Singleton
class CaseTaskStore {
    private static final HexFormat HEX = HexFormat.of();

    private static final String AGAIN = """
            UPDATE drift.evaluation_case SET state = 'waiting', attempts = 0, lease_until = '-infinity'
            WHERE state = 'embedded' AND model <> ?
            """;
    private static final String LEASE = """
            UPDATE drift.evaluation_case SET lease_until = ?, attempts = attempts + 1
            FROM (SELECT set_id, case_id FROM drift.evaluation_case
                  WHERE state = 'waiting' AND lease_until <= ?
                  ORDER BY lease_until, set_id, position LIMIT ? FOR UPDATE SKIP LOCKED) AS free,
                 drift.evaluation_set
            WHERE evaluation_case.set_id = free.set_id AND evaluation_case.case_id = free.case_id
              AND evaluation_set.id = free.set_id
            RETURNING evaluation_case.set_id, evaluation_case.case_id, digest, input, trace_id, span_id, attempts,
                      project_id, feature
            """;
    private static final String END = """
            UPDATE drift.evaluation_case
            SET state = CASE WHEN ended.vector IS NULL THEN 'unreadable' ELSE 'embedded' END, vector = ended.vector,
                reason = ended.reason, model = ?
            FROM unnest(?, ?, ?, ?, ?) AS ended (set_id, case_id, digest, vector, reason)
            WHERE evaluation_case.set_id = ended.set_id AND evaluation_case.case_id = ended.case_id
              AND evaluation_case.digest = ended.digest AND state = 'waiting'
            """;

    private final DataSource database;
    private final FeatureStore features;

    CaseTaskStore(DataSource database, FeatureStore features) {
        this.database = database;
        this.features = features;
    }

    /**
     * A case to embed.
     *
     * @param digest a case that was replaced meanwhile has another
     * @param input null where the text is that of the request
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Task(
            FeatureKey key,
            long set,
            String id,
            byte[] digest,
            @Nullable String input,
            @Nullable RequestRef request,
            int attempts) {}

    /** @param vector null with a reason */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Ended(
            Task task, float @Nullable [] vector, @Nullable String reason) {}

    /** Cases with vectors of another model wait again. */
    void again(String model) {
        Sql.commit(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(AGAIN)) {
                update.setString(1, model);
                update.executeUpdate();
            }
        });
    }

    List<Task> lease(Instant now, Duration lease, int most) {
        return Sql.transaction(database, connection -> {
            List<Task> tasks = new ArrayList<>();
            try (PreparedStatement update = connection.prepareStatement(LEASE)) {
                update.setObject(1, now.plus(lease).atOffset(ZoneOffset.UTC));
                update.setObject(2, now.atOffset(ZoneOffset.UTC));
                update.setInt(3, most);
                ResultSet row = update.executeQuery();
                while (row.next()) {
                    int project = row.getInt("project_id");
                    byte[] trace = row.getBytes("trace_id");
                    tasks.add(new Task(
                            new FeatureKey(project, row.getString("feature")),
                            row.getLong("set_id"),
                            row.getString("case_id"),
                            row.getBytes("digest"),
                            row.getString("input"),
                            trace == null
                                    ? null
                                    : new RequestRef(
                                            project, HEX.formatHex(trace), HEX.formatHex(row.getBytes("span_id"))),
                            row.getInt("attempts")));
                }
            }
            return tasks;
        });
    }

    /** Ends tasks, and makes their features due. */
    void end(List<Ended> ended, String model, Instant now) {
        Sql.commit(database, connection -> {
            // Features before cases, as an upload locks them.
            List<FeatureKey> keys = ended.stream()
                    .map(one -> one.task().key())
                    .distinct()
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
            for (FeatureKey key : keys) {
                features.due(connection, key, now);
            }
            try (PreparedStatement update = connection.prepareStatement(END)) {
                update.setString(1, model);
                new ColumnsSql<>(connection, update, ended, 2)
                        .add("int8", one -> one.task().set())
                        .add("text", one -> one.task().id())
                        .add("bytea", one -> one.task().digest())
                        .add("bytea", one -> one.vector() == null ? null : VectorBytes.of(one.vector()))
                        .add("text", Ended::reason);
                update.executeUpdate();
            }
        });
    }
}
