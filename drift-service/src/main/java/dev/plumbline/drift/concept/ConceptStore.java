package dev.plumbline.drift.concept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.embed.VectorBytes;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.finding.FindingStore;
import dev.plumbline.drift.watch.ClusterStore;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** Reads judged sessions of a feature and stores what a look at them gave, in one transaction of the feature's holder. */
@Singleton
public class ConceptStore {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final HexFormat HEX = HexFormat.of();

    /** Names of which enough is known about the reference, once its time for truth is over. */
    private static final String SERIES = """
            SELECT j.name, max(f.learned_until), max(f.judged_until) FROM drift.feature AS f
            JOIN drift.judged AS j ON j.project_id = f.project_id AND j.feature = f.feature
              AND j.ordinal >= f.learned_from AND j.ordinal < f.learned_until
            WHERE f.project_id = ? AND f.feature = ? AND f.judged_until >= f.learned_until
            GROUP BY j.name HAVING count(*) >= ? ORDER BY count(*) DESC, j.name LIMIT ?
            """;

    private static final String STATE = """
            SELECT looked, state FROM drift.concept
            WHERE project_id = ? AND feature = ? AND reference = ? AND name = ?
            """;
    private static final String REFERENCE = """
            SELECT o.start_nano, o.trace_id, o.vector, j.bad, j.ordinal FROM drift.feature AS f
            JOIN drift.judged AS j ON j.project_id = f.project_id AND j.feature = f.feature
              AND j.ordinal >= f.learned_from AND j.ordinal < f.learned_until
            JOIN drift.observation AS o ON o.project_id = j.project_id AND o.feature = j.feature AND o.ordinal = j.ordinal
            WHERE f.project_id = ? AND f.feature = ? AND j.name = ? AND o.vector IS NOT NULL ORDER BY j.ordinal
            """;
    private static final String FROM = """
            SELECT o.start_nano, o.trace_id, o.vector, j.bad, j.ordinal FROM drift.judged AS j
            JOIN drift.observation AS o ON o.project_id = j.project_id AND o.feature = j.feature AND o.ordinal = j.ordinal
            WHERE j.project_id = ? AND j.feature = ? AND j.name = ? AND o.vector IS NOT NULL
            """;
    private static final String NEXT = FROM + " AND j.ordinal >= ? ORDER BY j.ordinal LIMIT ?";
    private static final String BEFORE = FROM + " AND j.ordinal < ? AND j.ordinal >= ? ORDER BY j.ordinal DESC LIMIT ?";
    private static final String MOVED = """
            SELECT kind, cluster_id FROM drift.finding
            WHERE project_id = ? AND feature = ? AND reference = ? AND kind NOT IN ('quality_moved', 'output_changed', 'evaluation_set')
              AND since_nano <= ? AND coalesce(closed_nano, 9223372036854775807) >= ?
            """;
    private static final String SAVE = """
            INSERT INTO drift.concept (project_id, feature, reference, name, looked, state)
            VALUES (?, ?, ?, ?, ?, ?::jsonb)
            ON CONFLICT (project_id, feature, reference, name) DO UPDATE
            SET looked = excluded.looked, state = excluded.state
            """;
    private static final String LOUD = """
            SELECT state FROM drift.concept WHERE project_id = ? AND feature = ? AND reference = ?
            """;

    private final DataSource database;
    private final FeatureStore features;
    private final FindingStore findings;
    private final ClusterStore clusters;

    public ConceptStore(DataSource database, FeatureStore features, FindingStore findings, ClusterStore clusters) {
        this.database = database;
        this.features = features;
        this.findings = findings;
        this.clusters = clusters;
    }

    /** @param learnedUntil the first ordinal after the reference */
    public record Series(String name, long learnedUntil, long judgedUntil) {}

    /** @param looked the first ordinal that no look has taken */
    public record Reached(long looked, ConceptState state) {}

    /** One judged session with its place in the order. */
    public record Placed(long ordinal, Judged session) {}

    /** A finding about inputs that was open in a range. */
    public record Input(String kind, String about) {}

    /** What is known about the reference often enough, the commonest first. */
    public List<Series> series(Progress progress, int fewest, int most) {
        return Sql.read(database, connection -> {
            List<Series> series = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(SERIES)) {
                bind(query, progress);
                query.setInt(3, fewest);
                query.setInt(4, most);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    series.add(new Series(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
            return series;
        });
    }

    public Reached reached(Progress progress, Series series) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(STATE)) {
                bind(query, progress);
                query.setInt(3, progress.reference());
                query.setString(4, series.name());
                ResultSet row = query.executeQuery();
                return row.next()
                        ? new Reached(row.getLong(1), state(row.getString(2)))
                        : new Reached(series.learnedUntil(), ConceptState.START);
            }
        });
    }

    /** Judged sessions of the reference. */
    public List<Judged> reference(Progress progress, Series series, Partition partition) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(REFERENCE)) {
                bind(query, progress);
                query.setString(3, series.name());
                return placed(query, partition).stream().map(Placed::session).toList();
            }
        });
    }

    /** Judged sessions from an ordinal on. */
    public List<Placed> next(Progress progress, Series series, long from, int most, Partition partition) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(NEXT)) {
                bind(query, progress);
                query.setString(3, series.name());
                query.setLong(4, from);
                query.setInt(5, most);
                return placed(query, partition);
            }
        });
    }

    /** Judged sessions since the reference and before an ordinal, the latest first. */
    public List<Placed> before(Progress progress, Series series, long until, int most, Partition partition) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(BEFORE)) {
                bind(query, progress);
                query.setString(3, series.name());
                query.setLong(4, until);
                query.setLong(5, series.learnedUntil());
                query.setInt(6, most);
                return placed(query, partition);
            }
        });
    }

    /** Findings about inputs that were open somewhere in a range of event time. */
    public List<Input> moved(Progress progress, long fromNano, long untilNano) {
        return Sql.read(database, connection -> {
            List<Input> moved = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(MOVED)) {
                bind(query, progress);
                query.setInt(3, progress.reference());
                query.setLong(4, untilNano);
                query.setLong(5, fromNano);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    moved.add(new Input(row.getString(1), row.getString(2)));
                }
            }
            return moved;
        });
    }

    /** Stores a look with all that follows from it. */
    public void look(
            Claim claim, Progress progress, Series series, long looked, ConceptDetector.Look look, Instant now) {
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            findings.apply(
                    connection,
                    progress,
                    new FindingStore.Changes(look.next().look(), look.changes()),
                    clusters.labels(connection, progress),
                    now);
            try (PreparedStatement save = connection.prepareStatement(SAVE)) {
                bind(save, progress);
                save.setInt(3, progress.reference());
                save.setString(4, series.name());
                save.setLong(5, looked);
                save.setString(6, json(look.next()));
                save.executeUpdate();
            }
        });
    }

    /** Whether nothing about truth is open or suspected. */
    public boolean quiet(Progress progress) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LOUD)) {
                bind(query, progress);
                query.setInt(3, progress.reference());
                ResultSet row = query.executeQuery();
                boolean quiet = true;
                while (row.next()) {
                    quiet &= state(row.getString(1)).quiet();
                }
                return quiet;
            }
        });
    }

    private static void bind(PreparedStatement query, Progress progress) throws SQLException {
        query.setInt(1, progress.key().projectId());
        query.setString(2, progress.key().feature());
    }

    private static List<Placed> placed(PreparedStatement query, Partition partition) throws SQLException {
        List<Placed> placed = new ArrayList<>();
        ResultSet row = query.executeQuery();
        while (row.next()) {
            int cluster = partition.of(VectorBytes.vector(row.getBytes(3)));
            placed.add(new Placed(
                    row.getLong(5),
                    new Judged(
                            row.getLong(1),
                            HEX.formatHex(row.getBytes(2)),
                            partition.clusters().get(cluster).id(),
                            row.getBoolean(4))));
        }
        return placed;
    }

    private static String json(ConceptState state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConceptState state(String json) {
        try {
            return JSON.readValue(json, ConceptState.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
