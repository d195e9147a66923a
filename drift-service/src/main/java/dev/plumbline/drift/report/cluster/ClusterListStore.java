package dev.plumbline.drift.report.cluster;

import dev.plumbline.drift.label.NamedCluster;
import dev.plumbline.drift.report.Measured;
import dev.plumbline.drift.report.Nanos;
import dev.plumbline.drift.report.SeriesPoint;
import dev.plumbline.drift.report.SeriesStore;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the clusters of a feature's current reference. */
@Singleton
class ClusterListStore {

    private static final String LIST = """
            SELECT cluster.*, (SELECT sum(cases)::int FROM drift.evaluation_cover WHERE about = cluster.id) AS cases
            FROM drift.cluster
            JOIN drift.feature USING (project_id, feature, reference)
            WHERE project_id = ? AND feature = ? ORDER BY position
            """;

    private final DataSource database;
    private final SeriesStore series;

    ClusterListStore(DataSource database, SeriesStore series) {
        this.database = database;
        this.series = series;
    }

    List<ClusterItem> list(int projectId, String feature) {
        return Sql.read(database, connection -> {
            Map<String, List<SeriesPoint>> points = series.of(connection, projectId, feature);
            List<ClusterItem> items = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(LIST)) {
                select.setInt(1, projectId);
                select.setString(2, feature);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    items.add(item(row, points.getOrDefault(row.getString("id"), List.of())));
                }
            }
            return items;
        });
    }

    private static ClusterItem item(ResultSet row, List<SeriesPoint> series) throws SQLException {
        Share then = new Share(row.getInt("ref_hits"), row.getInt("ref_n"));
        Measured latest =
                series.isEmpty() ? null : series.get(series.size() - 1).share();
        List<String> terms = SeriesStore.texts(row, "terms");
        return new ClusterItem(
                row.getString("id"),
                row.getString("kind"),
                new ClusterItem.Name(NamedCluster.label(terms), terms),
                Nanos.instant(row.getLong("since_nano")),
                new ClusterItem.Shares(
                        Measured.of(then),
                        latest,
                        latest == null ? null : new Share(latest.hits(), latest.n()).minus(then),
                        row.getObject("cases", Integer.class)),
                SeriesStore.texts(row, "examples"),
                series);
    }
}
