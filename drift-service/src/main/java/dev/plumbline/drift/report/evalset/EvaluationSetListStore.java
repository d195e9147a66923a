package dev.plumbline.drift.report.evalset;

import dev.plumbline.drift.evalset.EvaluationStore;
import dev.plumbline.drift.evalset.Standing;
import dev.plumbline.drift.label.NamedCluster;
import dev.plumbline.drift.report.Measured;
import dev.plumbline.drift.report.Nanos;
import dev.plumbline.drift.report.SeriesStore;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads evaluation sets and how they stand. */
@Singleton
public class EvaluationSetListStore {

    private static final int WINDOWS = 100;
    private static final int EXAMPLES = 10;

    private static final String LIST = """
            SELECT evaluation_set.*, n, waiting, unreadable, oldest
            FROM drift.evaluation_set, LATERAL (
                SELECT count(*) AS n, count(*) FILTER (WHERE evaluation_case.state = 'waiting') AS waiting,
                       count(*) FILTER (WHERE evaluation_case.state = 'unreadable') AS unreadable,
                       min(added_at) AS oldest
                FROM drift.evaluation_case WHERE set_id = evaluation_set.id) AS counted
            WHERE project_id = ? AND (?::text IS NULL OR feature = ?) ORDER BY feature, name
            """;
    private static final String LABELS = """
            SELECT cluster.id, terms FROM drift.cluster JOIN drift.feature USING (project_id, feature, reference)
            WHERE project_id = ? AND feature = ?
            """;
    private static final String CASES = """
            SELECT case_id, added_at, visited_nano FROM drift.evaluation_case
            WHERE set_id = ? AND case_id = ANY (?) ORDER BY added_at, position LIMIT ?
            """;
    private static final String POINTS = """
            SELECT * FROM (SELECT * FROM drift.evaluation_look WHERE set_id = ? ORDER BY look DESC LIMIT ?) AS latest
            ORDER BY look
            """;

    private final DataSource database;

    EvaluationSetListStore(DataSource database) {
        this.database = database;
    }

    /** @param feature null for all of the project */
    public List<EvaluationSetItem> list(int projectId, @Nullable String feature) {
        return Sql.read(database, connection -> {
            List<EvaluationSetItem> items = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setInt(1, projectId);
                query.setString(2, feature);
                query.setString(3, feature);
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    items.add(item(connection, projectId, row));
                }
            }
            return items;
        });
    }

    private static EvaluationSetItem item(Connection connection, int projectId, ResultSet row) throws SQLException {
        String feature = row.getString("feature");
        String json = row.getString("standing");
        int waiting = row.getInt("waiting");
        String state = waiting > 0 ? "embedding" : json == null ? "learning" : "watching";
        return new EvaluationSetItem(
                feature,
                row.getString("name"),
                state,
                new EvaluationSetItem.Cases(
                        row.getInt("version"),
                        row.getInt("n"),
                        waiting,
                        row.getInt("unreadable"),
                        time(row, "oldest"),
                        time(row, "replaced_at")),
                json == null
                        ? null
                        : standing(
                                connection,
                                row.getLong("id"),
                                EvaluationStore.read(json, Standing.class),
                                labels(connection, projectId, feature)),
                points(connection, row.getLong("id")));
    }

    private static EvaluationSetItem.Standing standing(
            Connection connection, long set, Standing standing, Map<String, String> labels) throws SQLException {
        List<EvaluationSetItem.InCluster> all = new ArrayList<>();
        List<EvaluationSetItem.InCluster> untested = new ArrayList<>();
        for (Standing.InCluster row : standing.clusters()) {
            EvaluationSetItem.InCluster one = new EvaluationSetItem.InCluster(
                    row.cluster(),
                    labels.getOrDefault(row.cluster(), "unnamed"),
                    Measured.of(row.share()),
                    Measured.of(row.covered()),
                    row.cases(),
                    row.examples());
            all.add(one);
            if (row.untested()) {
                untested.add(one);
            }
        }
        Standing.Unvisited unvisited = standing.unvisited();
        return new EvaluationSetItem.Standing(
                new EvaluationSetItem.Window(
                        Nanos.instant(standing.window().fromNano()),
                        Nanos.instant(standing.window().untilNano()),
                        standing.window().sessions()),
                Measured.of(standing.covered()),
                standing.within(),
                untested,
                all,
                apart(standing.apart()),
                new EvaluationSetItem.Unvisited(
                        unvisited.of(),
                        some(connection, set, unvisited.noLonger()),
                        some(connection, set, unvisited.never())));
    }

    private static EvaluationSetItem.@Nullable Apart apart(Standing.@Nullable Apart apart) {
        return apart == null
                ? null
                : new EvaluationSetItem.Apart(
                        apart.toldApart(),
                        apart.test().area(),
                        apart.test().pValue(),
                        Measured.of(apart.test().told()),
                        new EvaluationSetItem.InReference(
                                apart.inReference().area(),
                                Measured.of(apart.inReference().told())),
                        apart.inTraffic(),
                        apart.inCases());
    }

    private static EvaluationSetItem.Some some(Connection connection, long set, List<String> ids) throws SQLException {
        List<EvaluationSetItem.Case> examples = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CASES)) {
            query.setLong(1, set);
            query.setArray(2, connection.createArrayOf("text", ids.toArray()));
            query.setInt(3, EXAMPLES);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Long visited = row.getObject(3, Long.class);
                examples.add(new EvaluationSetItem.Case(
                        row.getString(1), time(row, "added_at"), visited == null ? null : Nanos.instant(visited)));
            }
        }
        return new EvaluationSetItem.Some(ids.size(), examples);
    }

    private static List<EvaluationSetItem.Point> points(Connection connection, long set) throws SQLException {
        List<EvaluationSetItem.Point> points = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(POINTS)) {
            query.setLong(1, set);
            query.setInt(2, WINDOWS);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                points.add(new EvaluationSetItem.Point(
                        Nanos.instant(row.getLong("from_nano")),
                        Nanos.instant(row.getLong("until_nano")),
                        Measured.of(new Share(row.getInt("covered"), row.getInt("n"))),
                        row.getObject("area", Double.class),
                        row.getObject("p_value", Double.class)));
            }
        }
        return points;
    }

    private static Map<String, String> labels(Connection connection, int projectId, String feature)
            throws SQLException {
        Map<String, String> labels = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(LABELS)) {
            query.setInt(1, projectId);
            query.setString(2, feature);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                labels.put(row.getString(1), NamedCluster.label(SeriesStore.texts(row, "terms")));
            }
        }
        return labels;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
