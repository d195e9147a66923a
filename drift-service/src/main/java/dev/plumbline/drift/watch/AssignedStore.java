package dev.plumbline.drift.watch;

import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.tracestore.database.Sql;
import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.inject.Singleton;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Tells where sessions belong as soon as they have their vectors, so that samplers need not wait until a bucket is full.
 */
@Singleton
public class AssignedStore {
    private static final String UNTIL =
            "SELECT told_until FROM drift.feature WHERE project_id = ? AND feature = ? AND told_reference = ?";
    private static final String TOLD =
            "UPDATE drift.feature SET told_reference = ?, told_until = ? WHERE project_id = ? AND feature = ?";

    private final DataSource database;
    private final FeatureStore features;
    private final ClusterStore clusters;
    private final Outbox outbox = new Outbox("drift");

    public AssignedStore(DataSource database, FeatureStore features, ClusterStore clusters) {
        this.database = database;
        this.features = features;
        this.clusters = clusters;
    }

    /** Sessions from this ordinal on have not been placed since the last look. */
    public long until(Progress progress) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(UNTIL)) {
                query.setInt(1, progress.key().projectId());
                query.setString(2, progress.key().feature());
                query.setInt(3, progress.reference());
                ResultSet row = query.executeQuery();
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    /**
     * Tells of sessions before their look.
     *
     * @param until sessions before this ordinal have been placed, and those of them that need not wait are these
     */
    public void tell(Claim claim, Progress progress, LookStore.Bucket sessions, long until, Instant now) {
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            outbox.append(
                    connection, AssignmentEvents.of(progress, sessions, clusters.labels(connection, progress), now));
            try (PreparedStatement update = connection.prepareStatement(TOLD)) {
                update.setInt(1, progress.reference());
                update.setLong(2, until);
                update.setInt(3, progress.key().projectId());
                update.setString(4, progress.key().feature());
                update.executeUpdate();
            }
        });
    }
}
