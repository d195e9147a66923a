package dev.plumbline.tracestore.traffic;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What the features of a project did in a time range, from counts where there are any and from requests where not: a
 * request counts from the moment it is stored.
 */
public final class TrafficReader {
    private final DataSource database;

    public TrafficReader(DataSource database) {
        this.database = database;
    }

    /**
     * Features, busiest first. Quantiles of durations are at most 1 % off; all else is exact.
     *
     * @param fromNano inclusive, nanoseconds since the Unix epoch, as {@code toNano}, which is exclusive
     */
    public List<FeatureSummary> features(int projectId, long fromNano, long toNano) throws SQLException {
        return inSnapshot(connection -> {
            Parts parts = parts(connection, projectId, fromNano, toNano);
            Map<String, Sum> features = new LinkedHashMap<>();
            try (PreparedStatement query =
                    connection.prepareStatement(TrafficSql.over(TrafficSql.SUMMARIES, parts.raw()))) {
                int next = bind(query, 1, parts.hours(), projectId);
                query.setInt(bind(query, next, parts.minutes(), projectId), projectId);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    features.computeIfAbsent(row.getString("feature"), feature -> new Sum())
                            .add(row);
                }
            }
            return features.entrySet().stream()
                    .map(feature -> feature.getValue().of(feature.getKey()))
                    .sorted(Comparator.comparingLong(FeatureSummary::requests)
                            .reversed()
                            .thenComparing(FeatureSummary::feature))
                    .toList();
        });
    }

    /**
     * How many requests each feature answered in each stretch of a time range, for small charts; a stretch without any
     * is left out. A minute that two stretches share counts in the earlier one.
     *
     * @param bucketNano length of a stretch, above 0, whole minutes or well above one; the first starts at {@code fromNano}
     */
    public List<TrafficBucket> buckets(int projectId, long fromNano, long toNano, long bucketNano) throws SQLException {
        return inSnapshot(connection -> {
            Parts parts = parts(connection, projectId, fromNano, toNano);
            List<Parts.Part> counted = new ArrayList<>(parts.hours());
            counted.addAll(parts.minutes());
            List<TrafficBucket> buckets = new ArrayList<>();
            try (PreparedStatement query =
                    connection.prepareStatement(TrafficSql.over(TrafficSql.BUCKETS, parts.raw()))) {
                query.setLong(1, fromNano);
                query.setLong(2, bucketNano);
                int next = bind(query, 3, counted, projectId);
                query.setLong(next, fromNano);
                query.setLong(next + 1, bucketNano);
                query.setInt(next + 2, projectId);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    buckets.add(new TrafficBucket(
                            row.getString("feature"),
                            row.getInt("bucket"),
                            row.getLong("requests"),
                            row.getLong("errors")));
                }
            }
            return buckets;
        });
    }

    private static Parts parts(Connection connection, int projectId, long fromNano, long toNano) throws SQLException {
        NavigableSet<Long> due = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement(TrafficSql.DUE)) {
            query.setInt(1, projectId);
            query.setLong(2, fromNano / Parts.MINUTE_NANO);
            query.setLong(3, toNano / Parts.MINUTE_NANO);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                due.add(row.getLong("minute"));
            }
        }
        return Parts.of(fromNano, toNano, due);
    }

    private static int bind(PreparedStatement query, int first, List<Parts.Part> parts, int projectId)
            throws SQLException {
        Connection connection = query.getConnection();
        query.setArray(first, array(connection, parts.stream().map(Parts.Part::from)));
        query.setArray(first + 1, array(connection, parts.stream().map(Parts.Part::to)));
        query.setInt(first + 2, projectId);
        return first + 3;
    }

    private static Array array(Connection connection, Stream<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray(Long[]::new));
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** What is due and what is counted must be of one moment, or a minute would count twice or not at all. */
    private <T> T inSnapshot(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return work.in(connection);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    /** What the parts of a time range say about a feature. */
    private static final class Sum {
        private final Durations durations = new Durations();
        private long requests;
        private long errors;
        private long tokens;
        private long lastNano;

        void add(ResultSet row) throws SQLException {
            requests += row.getLong("requests");
            errors += row.getLong("errors");
            tokens += row.getLong("tokens");
            lastNano = Math.max(lastNano, row.getLong("last_nano"));
            durations.add((Number[]) row.getArray("buckets").getArray(), (Number[])
                    row.getArray("counts").getArray());
        }

        FeatureSummary of(String feature) {
            return new FeatureSummary(
                    feature, requests, errors, durations.millis(0.5), durations.millis(0.95), tokens, lastNano);
        }
    }
}
