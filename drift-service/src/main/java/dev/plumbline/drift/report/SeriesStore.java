package dev.plumbline.drift.report;

import dev.plumbline.drift.stat.Share;
import jakarta.inject.Singleton;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the shares of clusters over their latest windows. */
@Singleton
public class SeriesStore {

    /** As many as a chart shows. */
    private static final int WINDOWS = 100;

    private static final String OF_FEATURE = """
            SELECT cluster_id, from_nano, until_nano, hits, n
            FROM drift.cluster JOIN drift.feature USING (project_id, feature, reference), LATERAL (
                SELECT cluster_window.* FROM drift.cluster_window
                WHERE cluster_id = cluster.id ORDER BY look DESC LIMIT ?) AS latest
            WHERE project_id = ? AND feature = ? ORDER BY look
            """;
    private static final String OF_CLUSTER = """
            SELECT cluster_id, from_nano, until_nano, hits, n FROM (
                SELECT * FROM drift.cluster_window WHERE cluster_id = ? ORDER BY look DESC LIMIT ?) AS latest
            ORDER BY look
            """;

    /** The points of each cluster of a feature's current reference, the latest last. */
    public Map<String, List<SeriesPoint>> of(Connection connection, int projectId, String feature) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_FEATURE)) {
            select.setInt(1, WINDOWS);
            select.setInt(2, projectId);
            select.setString(3, feature);
            return points(select);
        }
    }

    /** The points of one cluster, the latest last. */
    public List<SeriesPoint> of(Connection connection, String clusterId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_CLUSTER)) {
            select.setString(1, clusterId);
            select.setInt(2, WINDOWS);
            return points(select).getOrDefault(clusterId, List.of());
        }
    }

    private static Map<String, List<SeriesPoint>> points(PreparedStatement select) throws SQLException {
        Map<String, List<SeriesPoint>> series = new HashMap<>();
        ResultSet row = select.executeQuery();
        while (row.next()) {
            series.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                    .add(new SeriesPoint(
                            Nanos.instant(row.getLong(2)),
                            Nanos.instant(row.getLong(3)),
                            Measured.of(new Share(row.getInt(4), row.getInt(5)))));
        }
        return series;
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
