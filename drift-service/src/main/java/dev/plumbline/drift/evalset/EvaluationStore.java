package dev.plumbline.drift.evalset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.drift.embed.VectorBytes;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.finding.FindingStore;
import dev.plumbline.drift.watch.ClusterStore;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads evaluation sets whose cases have their vectors and stores what a look gave, in one transaction of the holder. */
@Singleton
public class EvaluationStore {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final String SETS = """
            SELECT id, name, version, reference, looked, state, standing,
                   EXISTS (SELECT FROM drift.evaluation_case WHERE set_id = evaluation_set.id AND state = 'waiting') AS waits,
                   (SELECT coalesce(max(number), 0) FROM drift.look
                    WHERE look.project_id = evaluation_set.project_id AND look.feature = evaluation_set.feature
                      AND look.reference = ?) AS latest
            FROM drift.evaluation_set WHERE project_id = ? AND feature = ? ORDER BY name
            """;
    private static final String CASES = """
            SELECT case_id, vector, visited_nano FROM drift.evaluation_case
            WHERE set_id = ? AND state = 'embedded' AND model = ? ORDER BY position, case_id
            """;
    private static final String VERSION = "SELECT version FROM drift.evaluation_set WHERE id = ? FOR UPDATE";
    private static final String LOOK = """
            INSERT INTO drift.evaluation_look (set_id, look, version, from_nano, until_nano, covered, n, area, p_value)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (set_id, look) DO UPDATE
            SET version = excluded.version, covered = excluded.covered, n = excluded.n, area = excluded.area,
                p_value = excluded.p_value
            """;
    private static final String REACH = """
            UPDATE drift.evaluation_set SET reference = ?, looked = ?, state = ?::jsonb, standing = ?::jsonb WHERE id = ?
            """;
    private static final String VISIT = """
            UPDATE drift.evaluation_case SET visited_nano = visited.nano
            FROM unnest(?, ?) AS visited (id, nano)
            WHERE set_id = ? AND case_id = visited.id AND visited_nano IS DISTINCT FROM visited.nano
            """;
    private static final String COVER = """
            INSERT INTO drift.evaluation_cover (set_id, about, cases)
            SELECT ?, about, cases FROM unnest(?, ?) AS covered (about, cases)
            ON CONFLICT (about, set_id) DO UPDATE SET cases = excluded.cases
            """;
    private static final String OPEN = """
            SELECT id, kind, examples FROM drift.finding WHERE project_id = ? AND feature = ? AND state = 'open'
            """;

    private final DataSource database;
    private final FeatureStore features;
    private final FindingStore findings;
    private final ClusterStore clusters;

    public EvaluationStore(DataSource database, FeatureStore features, FindingStore findings, ClusterStore clusters) {
        this.database = database;
        this.features = features;
        this.findings = findings;
        this.clusters = clusters;
    }

    /**
     * A set of a feature.
     *
     * @param reference number of the one that the last look compared with; null before the first
     * @param looked number of the last look at traffic that was taken
     * @param standing null when the cases changed since
     * @param waits whether a case waits for its vector
     * @param latest number of the latest look at traffic
     */
    public record Kept(
            long id,
            String name,
            int version,
            Reached reached,
            @Nullable Standing standing,
            boolean waits,
            int latest) {}

    /** How far a set has come. */
    public record Reached(@Nullable Integer reference, int looked, EvaluationState state) {}

    /** A case with when it was visited last; 0 for never. */
    public record Loaded(EvaluationCase tested, long visitedNano) {}

    /** A finding that is open, with its examples. */
    public record Open(String id, String kind, List<String> examples) {}

    public List<Kept> sets(Progress progress) {
        return Sql.read(database, connection -> {
            List<Kept> sets = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(SETS)) {
                query.setInt(1, progress.reference());
                query.setInt(2, progress.key().projectId());
                query.setString(3, progress.key().feature());
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    String state = row.getString("state");
                    sets.add(new Kept(
                            row.getLong("id"),
                            row.getString("name"),
                            row.getInt("version"),
                            new Reached(
                                    row.getObject("reference", Integer.class),
                                    row.getInt("looked"),
                                    state == null ? EvaluationState.START : read(state, EvaluationState.class)),
                            standing(row.getString("standing")),
                            row.getBoolean("waits"),
                            row.getInt("latest")));
                }
            }
            return sets;
        });
    }

    /** Those with a vector of this model, in their order. */
    public List<Loaded> cases(long set, String model) {
        return Sql.read(database, connection -> {
            List<Loaded> cases = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(CASES)) {
                query.setLong(1, set);
                query.setString(2, model);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    cases.add(new Loaded(
                            new EvaluationCase(row.getString(1), VectorBytes.vector(row.getBytes(2))), row.getLong(3)));
                }
            }
            return cases;
        });
    }

    /** What is open about the feature. */
    public List<Open> open(Progress progress) {
        return Sql.read(database, connection -> {
            List<Open> open = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(OPEN)) {
                query.setInt(1, progress.key().projectId());
                query.setString(2, progress.key().feature());
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    open.add(new Open(row.getString(1), row.getString(2), List.of((String[])
                            row.getArray(3).getArray())));
                }
            }
            return open;
        });
    }

    /** Labels of the clusters that people see, by id. */
    public Map<String, String> labels(Progress progress) {
        return Sql.read(database, connection -> clusters.labels(connection, progress));
    }

    /**
     * Stores a look, unless the set was replaced or deleted meanwhile.
     *
     * @param number of the look at traffic that it followed
     * @param standing with what the two-sample test gave last
     * @param covers cases for each cluster and finding
     */
    public void save(
            Claim claim,
            Progress progress,
            Kept set,
            int number,
            EvaluationDetector.Look look,
            Map<String, Integer> covers,
            Instant now) {
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            if (!current(connection, set)) {
                return;
            }
            insert(connection, set, look);
            try (PreparedStatement update = connection.prepareStatement(REACH)) {
                update.setInt(1, progress.reference());
                update.setInt(2, number);
                update.setString(3, json(look.next()));
                update.setString(4, json(look.standing()));
                update.setLong(5, set.id());
                update.executeUpdate();
            }
            keep(connection, VISIT, set.id(), look.visited(), "int8", 3);
            keep(connection, COVER, set.id(), covers, "int4", 1);
            findings.apply(
                    connection,
                    progress,
                    new FindingStore.Changes(look.next().look(), look.changes()),
                    clusters.labels(connection, progress),
                    now);
        });
    }

    private static boolean current(Connection connection, Kept set) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(VERSION)) {
            query.setLong(1, set.id());
            ResultSet row = query.executeQuery();
            return row.next() && row.getInt(1) == set.version();
        }
    }

    private static void insert(Connection connection, Kept set, EvaluationDetector.Look look) throws SQLException {
        Standing standing = look.standing();
        Standing.Apart apart = look.tested() ? standing.apart() : null;
        try (PreparedStatement insert = connection.prepareStatement(LOOK)) {
            insert.setLong(1, set.id());
            insert.setInt(2, look.next().look());
            insert.setInt(3, set.version());
            insert.setLong(4, standing.window().fromNano());
            insert.setLong(5, standing.window().untilNano());
            insert.setInt(6, standing.covered().hits());
            insert.setInt(7, standing.covered().n());
            insert.setObject(8, apart == null ? null : apart.test().area().estimate());
            insert.setObject(9, apart == null ? null : apart.test().pValue());
            insert.executeUpdate();
        }
    }

    /** Numbers by name, as two arrays; the set's id is the parameter beside them. */
    private static <N extends Number> void keep(
            Connection connection, String sql, long set, Map<String, N> numbers, String type, int id)
            throws SQLException {
        List<Map.Entry<String, N>> rows = new ArrayList<>(new HashMap<>(numbers).entrySet());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(id, set);
            new ColumnsSql<>(connection, update, rows, id == 1 ? 2 : 1)
                    .add("text", Map.Entry::getKey)
                    .add(type, Map.Entry::getValue);
            update.executeUpdate();
        }
    }

    private static @Nullable Standing standing(@Nullable String json) {
        return json == null ? null : read(json, Standing.class);
    }

    /** What was stored, as it was. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
