package dev.plumbline.drift.watch;

import dev.plumbline.drift.detect.Look;
import dev.plumbline.drift.embed.VectorBytes;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.label.NamedCluster;
import dev.plumbline.drift.stat.Share;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps clusters and their shares, in the caller's transaction. */
@Singleton
public class ClusterStore {

    private static final String CLUSTER = """
            INSERT INTO drift.cluster (id, project_id, feature, reference, position, kind, centroid, reach, terms, examples,
                                       ref_hits, ref_n, since_nano)
            SELECT ?, ?, ?, ?, count(*), ?, ?, ?, ?, ?, ?, ?, ?
            FROM drift.cluster WHERE project_id = ? AND feature = ? AND reference = ?
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String SHARE = """
            INSERT INTO drift.cluster_window (cluster_id, look, from_nano, until_nano, hits, n)
            SELECT id, ?, ?, ?, ?, ? FROM drift.cluster WHERE id = ?
            """;
    private static final String REFERENCE_SHARE = "UPDATE drift.cluster SET ref_hits = ?, ref_n = ? WHERE id = ?";
    private static final String TERMS =
            "SELECT id, terms FROM drift.cluster WHERE project_id = ? AND feature = ? AND reference = ?";

    /** Adds a cluster behind those that are there; one that is there stays as it is. */
    void add(Connection connection, Progress progress, NamedCluster named, Share then, long sinceNano)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CLUSTER)) {
            insert.setString(1, named.cluster().id());
            insert.setInt(2, progress.key().projectId());
            insert.setString(3, progress.key().feature());
            insert.setInt(4, progress.reference());
            insert.setString(5, named.cluster().leaf() ? "known" : "new");
            insert.setBytes(6, VectorBytes.of(named.cluster().centroid()));
            insert.setDouble(7, named.cluster().reach());
            insert.setArray(8, connection.createArrayOf("text", named.terms().toArray()));
            insert.setArray(9, connection.createArrayOf("text", named.examples().toArray()));
            insert.setInt(10, then.hits());
            insert.setInt(11, then.n());
            insert.setLong(12, sinceNano);
            insert.setInt(13, progress.key().projectId());
            insert.setString(14, progress.key().feature());
            insert.setInt(15, progress.reference());
            insert.executeUpdate();
        }
    }

    /** Adds the shares of one look; a cluster that has not been added has none. */
    void shares(Connection connection, Look look) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SHARE);
                PreparedStatement update = connection.prepareStatement(REFERENCE_SHARE)) {
            for (Look.Row row : look.shares()) {
                insert.setInt(1, look.number());
                insert.setLong(2, look.range().fromNano());
                insert.setLong(3, look.range().untilNano());
                insert.setInt(4, row.now().hits());
                insert.setInt(5, row.now().n());
                insert.setString(6, row.clusterId());
                insert.addBatch();
                update.setInt(1, row.then().hits());
                update.setInt(2, row.then().n());
                update.setString(3, row.clusterId());
                update.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    /** One line for each cluster, by its id. */
    public Map<String, String> labels(Connection connection, Progress progress) throws SQLException {
        Map<String, String> labels = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(TERMS)) {
            query.setInt(1, progress.key().projectId());
            query.setString(2, progress.key().feature());
            query.setInt(3, progress.reference());
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String[] terms = (String[]) row.getArray(2).getArray();
                labels.put(row.getString(1), NamedCluster.label(List.of(terms)));
            }
        }
        return labels;
    }
}
