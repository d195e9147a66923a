package dev.plumbline.evaluator.clusters;

import dev.plumbline.evaluator.sampling.SamplingConfig;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.tracestore.database.ColumnsSql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Carries out what phase 2 decided of sessions on their requests, in the caller's transaction: each request once. */
@Singleton
class SecondPhaseStore {
    private final Duration within;

    SecondPhaseStore(SamplingConfig config) {
        this.within = config.clusters().within();
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Decided(
            byte[] traceId, byte[] spanId, int project, String cluster, SamplingDecision first, SamplingDecision now) {

        boolean isOpened() {
            return !first.chosen() && now.chosen();
        }
    }

    /** @return how many requests were decided about */
    int apply(Connection connection, Collection<SessionRef> sessions, Instant now) throws SQLException {
        if (sessions.isEmpty()) {
            return 0;
        }
        List<Decided> decided = decide(connection, sessions, now.minus(within));
        if (decided.isEmpty()) {
            return 0;
        }
        try (PreparedStatement update = connection.prepareStatement(AssignmentSql.DECIDE)) {
            key(new ColumnsSql<>(connection, update, decided))
                    .add("text", Decided::cluster)
                    .add("float8", one -> one.now().probability())
                    .add("text", one -> one.now().reason());
            update.executeUpdate();
        }
        open(connection, decided.stream().filter(Decided::isOpened).toList(), now);
        weigh(
                connection,
                decided.stream()
                        .filter(one -> one.first().chosen() && !one.first().equals(one.now()))
                        .toList());
        return decided.size();
    }

    private static List<Decided> decide(Connection connection, Collection<SessionRef> sessions, Instant openedAfter)
            throws SQLException {
        List<Decided> decided = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(AssignmentSql.UNDECIDED)) {
            AssignmentStore.bind(new ColumnsSql<>(connection, query, List.copyOf(sessions)));
            query.setObject(4, utc(openedAfter));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String reason = row.getString("reason");
                SamplingDecision first = new SamplingDecision(
                        !reason.equals(SamplingDecision.NONE),
                        row.getDouble("probability"),
                        reason,
                        row.getInt("policy_version"),
                        row.getDouble("first"));
                SecondPhase second =
                        new SecondPhase(row.getDouble("rate"), row.getDouble("draw"), row.getString("rule"));
                decided.add(new Decided(
                        row.getBytes("trace_id"),
                        row.getBytes("span_id"),
                        row.getInt("project_id"),
                        row.getString("cluster_id"),
                        first,
                        second.after(first)));
            }
        }
        return decided;
    }

    private static void open(Connection connection, List<Decided> chosen, Instant now) throws SQLException {
        if (chosen.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(AssignmentSql.OPEN)) {
            update.setObject(1, utc(now));
            update.setObject(2, utc(now));
            key(new ColumnsSql<>(connection, update, chosen, 3));
            update.executeUpdate();
        }
    }

    private static void weigh(Connection connection, List<Decided> scored) throws SQLException {
        if (scored.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(AssignmentSql.WEIGH)) {
            key(new ColumnsSql<>(connection, update, scored))
                    .add("float8", one -> one.now().probability())
                    .add("text", one -> one.now().reason());
            update.executeUpdate();
        }
    }

    private static ColumnsSql<Decided> key(ColumnsSql<Decided> columns) throws SQLException {
        return columns.add("bytea", Decided::traceId)
                .add("bytea", Decided::spanId)
                .add("int4", Decided::project);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
