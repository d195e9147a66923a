package dev.plumbline.drift.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.embed.VectorBytes;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.form.Form;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.season.Counting;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads sessions in their order. What has no vector yet ends the order: nothing after it is read before it. */
@Singleton
public class SeenStore {
    private static final HexFormat HEX = HexFormat.of();

    private static final ObjectReader LABELS = JsonMapper.builder().build().readerForMapOf(String.class);

    static final String COLUMNS = """
            SELECT ordinal, trace_id, span_id, start_nano, vector, form, language, output, output_language, model, release,
                labels
            FROM drift.observation
            """;
    private static final String NEXT = COLUMNS + """
            WHERE project_id = ? AND feature = ? AND ordinal >= ? AND state = 'embedded'
              AND ordinal < least((SELECT min(ordinal) FROM drift.observation
                  WHERE project_id = ? AND feature = ? AND ordinal >= ? AND state = 'waiting'), ?)
            ORDER BY ordinal LIMIT ?
            """;
    private static final String BUCKETS = """
            SELECT from_ordinal, until_ordinal FROM drift.look
            WHERE project_id = ? AND feature = ? AND reference = ? AND number <= ? ORDER BY number DESC LIMIT ?
            """;
    private static final String WAITING = """
            SELECT number, until_nano FROM drift.look
            WHERE project_id = ? AND feature = ? AND reference = ? AND number >= ? ORDER BY number LIMIT 50
            """;
    private static final String COUNTED = """
            SELECT from_ordinal, until_ordinal FROM drift.look
            WHERE project_id = ? AND feature = ? AND reference = ? AND number = ANY(?) ORDER BY number
            """;
    private static final String LEARNED = """
            SELECT learned_from, learned_until FROM drift.feature WHERE project_id = ? AND feature = ?
            """;
    private static final String LEAVES = """
            SELECT id, centroid FROM drift.cluster
            WHERE project_id = ? AND feature = ? AND reference = ? AND reach = ? ORDER BY position
            """;
    /** The week before is kept of features that somebody works on: ten days back from the last look. */
    private static final String SWEEP = """
            DELETE FROM drift.observation USING drift.feature
            WHERE observation.project_id = feature.project_id AND observation.feature = feature.feature
              AND observation.start_nano < ? AND ordinal < consumed
              AND ordinal >= coalesce(learned_until, 0)
              AND ordinal < (SELECT min(from_ordinal) FROM (
                    SELECT from_ordinal FROM drift.look
                    WHERE look.project_id = feature.project_id AND look.feature = feature.feature
                      AND look.reference = feature.reference
                    ORDER BY number DESC LIMIT ?) AS recent)
              AND NOT EXISTS (
                    SELECT FROM jsonb_array_elements(feature.state->'counting'->'taken') AS taken
                    JOIN drift.look ON look.number = (taken->>'number')::integer
                    WHERE look.project_id = feature.project_id AND look.feature = feature.feature
                      AND look.reference = feature.reference
                      AND ordinal >= look.from_ordinal AND ordinal < look.until_ordinal)
              AND NOT EXISTS (
                    SELECT FROM (SELECT from_ordinal, first_ordinal FROM drift.release
                        WHERE release.project_id = feature.project_id AND release.feature = feature.feature
                        ORDER BY first_ordinal DESC LIMIT 3) AS latest
                    WHERE ordinal >= latest.from_ordinal AND ordinal < latest.first_ordinal)
              AND (feature.lease_until < ? OR observation.start_nano < (
                    SELECT max(until_nano) - 864000000000000 FROM drift.look
                    WHERE look.project_id = feature.project_id AND look.feature = feature.feature
                      AND look.reference = feature.reference))
            """;

    private final DataSource database;

    public SeenStore(DataSource database) {
        this.database = database;
    }

    /** The next sessions from an ordinal on, up to the first that waits for its vector. */
    public List<Seen> next(FeatureKey key, long from, int most) {
        return Sql.read(database, connection -> range(connection, key, from, Long.MAX_VALUE, most));
    }

    /** All sessions that the reference and the looks since have taken, but for those that were swept. */
    public List<Seen> taken(Progress progress) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LEARNED)) {
                bind(query, progress.key());
                ResultSet row = query.executeQuery();
                row.next();
                return range(connection, progress.key(), row.getLong(1), progress.consumed());
            }
        });
    }

    /** The latest buckets that looks have taken, the oldest first. */
    public List<List<Observation>> buckets(Progress progress, int most) {
        return buckets(progress, Integer.MAX_VALUE, most).stream()
                .map(Seen::observations)
                .toList();
    }

    /** The buckets that a look and those before it have taken, the oldest first. */
    public List<List<Seen>> buckets(Progress progress, int look, int most) {
        return Sql.read(database, connection -> {
            List<List<Seen>> buckets = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(BUCKETS)) {
                bind(query, progress.key());
                query.setInt(3, progress.reference());
                query.setInt(4, look);
                query.setInt(5, most);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    buckets.add(0, range(connection, progress.key(), row.getLong(1), row.getLong(2)));
                }
            }
            return buckets;
        });
    }

    /** Buckets from this number on, some at a time: they wait to be counted beside the reference. */
    public List<Counting.Bucket> waiting(Progress progress, int from) {
        return Sql.read(database, connection -> {
            List<Counting.Bucket> waiting = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(WAITING)) {
                bind(query, progress.key());
                query.setInt(3, progress.reference());
                query.setInt(4, from);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    waiting.add(new Counting.Bucket(row.getInt(1), row.getLong(2)));
                }
            }
            return waiting;
        });
    }

    /** The sessions of the buckets with these numbers. */
    public List<Observation> counted(Progress progress, List<Integer> numbers) {
        return Sql.read(database, connection -> {
            List<Observation> counted = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(COUNTED)) {
                bind(query, progress.key());
                query.setInt(3, progress.reference());
                query.setArray(4, connection.createArrayOf("int4", numbers.toArray()));
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    counted.addAll(
                            Seen.observations(range(connection, progress.key(), row.getLong(1), row.getLong(2))));
                }
            }
            return counted;
        });
    }

    /** The leaves of the pinned reference. */
    public List<Cluster> leaves(Progress progress) {
        return Sql.read(database, connection -> {
            List<Cluster> leaves = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(LEAVES)) {
                bind(query, progress.key());
                query.setInt(3, progress.reference());
                query.setDouble(4, Cluster.LEAF);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    leaves.add(new Cluster(row.getString(1), VectorBytes.vector(row.getBytes(2)), Cluster.LEAF));
                }
            }
            return leaves;
        });
    }

    /** The sessions of the pinned reference. */
    public List<Observation> learned(Progress progress) {
        return Sql.read(database, connection -> Seen.observations(learned(connection, progress.key())));
    }

    /** Forgets vectors of sessions before a moment, but for those of references and of windows still in use. */
    public int sweep(Instant before, int recent) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(SWEEP)) {
                delete.setLong(1, before.getEpochSecond() * 1_000_000_000L);
                delete.setInt(2, recent);
                delete.setObject(3, before.atOffset(ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }

    private static List<Seen> learned(Connection connection, FeatureKey key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LEARNED)) {
            bind(query, key);
            ResultSet row = query.executeQuery();
            row.next();
            return range(connection, key, row.getLong(1), row.getLong(2));
        }
    }

    private static List<Seen> range(Connection connection, FeatureKey key, long from, long until) throws SQLException {
        return range(connection, key, from, until, Integer.MAX_VALUE);
    }

    private static List<Seen> range(Connection connection, FeatureKey key, long from, long until, int most)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEXT)) {
            bind(query, key);
            query.setLong(3, from);
            query.setInt(4, key.projectId());
            query.setString(5, key.feature());
            query.setLong(6, from);
            query.setLong(7, until);
            query.setInt(8, most);
            return read(key, query);
        }
    }

    /** Sessions by a query for {@link #COLUMNS}. */
    static List<Seen> read(FeatureKey key, PreparedStatement query) throws SQLException {
        List<Seen> seen = new ArrayList<>();
        ResultSet row = query.executeQuery();
        while (row.next()) {
            String traceId = HEX.formatHex(row.getBytes(2));
            seen.add(new Seen(
                    row.getLong(1),
                    new RequestRef(key.projectId(), traceId, HEX.formatHex(row.getBytes(3))),
                    row.getString(10),
                    new Observation(
                            row.getLong(4),
                            traceId,
                            VectorBytes.vector(row.getBytes(5)),
                            form(row, 6),
                            form(row, 8),
                            labels(row))));
        }
        return seen;
    }

    private static Map<String, String> labels(ResultSet row) throws SQLException {
        Map<String, String> labels = new HashMap<>();
        String stored = row.getString("labels");
        if (stored != null) {
            try {
                labels.putAll(LABELS.readValue(stored));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        String release = row.getString("release");
        if (release != null) {
            labels.put(View.RELEASE, release);
        }
        String language = row.getString("language");
        if (language != null && !language.equals(Form.UNSURE)) {
            labels.put("language", language);
        }
        return Map.copyOf(labels);
    }

    private static @Nullable Form form(ResultSet row, int column) throws SQLException {
        Array stored = row.getArray(column);
        if (stored == null) {
            return null;
        }
        Float[] numbers = (Float[]) stored.getArray();
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[i];
        }
        return new Form(values, row.getString(column + 1));
    }

    private static void bind(PreparedStatement query, FeatureKey key) throws SQLException {
        query.setInt(1, key.projectId());
        query.setString(2, key.feature());
    }
}
