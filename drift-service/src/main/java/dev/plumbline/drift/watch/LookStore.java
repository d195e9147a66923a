package dev.plumbline.drift.watch;

import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.DetectorState;
import dev.plumbline.drift.detect.Look;
import dev.plumbline.drift.detect.Part;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.finding.FindingStore;
import dev.plumbline.drift.label.NamedCluster;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.Share;
import dev.plumbline.tracestore.database.Sql;
import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Stores what was learned or seen, each step in one transaction of the feature's holder. */
@Singleton
public class LookStore {

    private static final String LOOK = """
            INSERT INTO drift.look (project_id, feature, reference, number, from_ordinal, until_ordinal, from_nano, until_nano,
                                    alpha, new_p_value, novelty_p_value, far_hits, far_n, shares_p_value, form_p_value,
                                    mean_p_value, output_p_value)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String PIN = """
            UPDATE drift.feature SET model = ?, learned_from = ?, learned_until = ?, learned_n = ?, reference = ?, views = NULL
            WHERE project_id = ? AND feature = ?
            """;

    private static final String COMPARED = """
            UPDATE drift.feature SET views = (
                SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'words', words, 'budget', budget::float8)), '[]')
                FROM unnest(?::text[], ?::text[], ?::text[]) AS view (name, words, budget))
            WHERE project_id = ? AND feature = ?
            """;
    private static final String RESTART = """
            UPDATE drift.feature
            SET model = NULL, learned_from = NULL, learned_until = NULL, learned_n = NULL, reference = ?, views = NULL,
                anew_from = nullif(anew_from, ?)
            WHERE project_id = ? AND feature = ?
            """;

    private final DataSource database;
    private final FeatureStore features;
    private final ClusterStore clusters;
    private final FindingStore findings;
    private final ViewStore views;
    private final Clock clock;
    private final Outbox outbox = new Outbox("drift");

    public LookStore(
            DataSource database,
            FeatureStore features,
            ClusterStore clusters,
            FindingStore findings,
            ViewStore views,
            Clock clock) {
        this.database = database;
        this.features = features;
        this.clusters = clusters;
        this.findings = findings;
        this.views = views;
        this.clock = clock;
    }

    /**
     * The sessions that a look takes, and where each belongs.
     *
     * @param told ordinals of those of whom that is known already
     * @param views the other comparisons of the look
     */
    public record Bucket(List<Seen> sessions, List<Detector.Place> places, Set<Long> told, List<View> views) {

        /** Of a look that has none but the first. */
        public Bucket(List<Seen> sessions, List<Detector.Place> places, Set<Long> told) {
            this(sessions, places, told, List.of());
        }

        public Bucket with(List<View> others) {
            return new Bucket(sessions, places, told, others);
        }
    }

    /** Pins a reference. */
    public void pin(
            Claim claim, Progress progress, List<Seen> learned, Reference reference, List<NamedCluster> leaves) {
        Partition partition = new Partition(reference.leaves(), List.of());
        List<Detector.Place> places = learned.stream()
                .map(seen -> new Detector.Place(
                        partition.clusters().get(partition.of(seen.observation().vector())), false))
                .toList();
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            int[] held = partition.counts(Reference.vectors(reference.held()));
            for (int i = 0; i < leaves.size(); i++) {
                Share then = new Share(held[i], reference.held().size());
                clusters.add(connection, progress, leaves.get(i), then, first(learned));
            }
            assign(connection, progress, new Bucket(learned, places, Set.of()));
            views.arrive(connection, progress, learned);
            long next = after(learned);
            try (PreparedStatement update = connection.prepareStatement(PIN)) {
                update.setString(1, learned.get(0).model());
                update.setLong(2, learned.get(0).ordinal());
                update.setLong(3, next);
                update.setInt(4, learned.size());
                update.setInt(5, progress.reference());
                update.setInt(6, progress.key().projectId());
                update.setString(7, progress.key().feature());
                update.executeUpdate();
            }
            features.advance(connection, progress.key(), next, DetectorState.START);
        });
    }

    /**
     * Gives the reference up and learns another from this ordinal on: vectors of two models cannot be compared. What was
     * open is told as ended.
     */
    public void restart(Claim claim, Progress progress, long from) {
        restart(claim, progress, from, findings::abandon);
    }

    /** The same, since somebody asked for it. */
    public void learnAnew(Claim claim, Progress progress, long from) {
        restart(claim, progress, from, findings::learnAnew);
    }

    private interface Ending {
        void end(Connection connection, Progress progress, Instant now) throws SQLException;
    }

    private void restart(Claim claim, Progress progress, long from, Ending ending) {
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            ending.end(connection, progress, clock.instant());
            try (PreparedStatement update = connection.prepareStatement(RESTART)) {
                update.setInt(1, progress.reference() + 1);
                // A wish that came meanwhile is not this one: it stays.
                update.setObject(2, progress.anew(), Types.BIGINT);
                update.setInt(3, progress.key().projectId());
                update.setString(4, progress.key().feature());
                update.executeUpdate();
            }
            features.advance(connection, progress.key(), from, DetectorState.START);
        });
    }

    /** Leaves out sessions before an ordinal: they have vectors of another model than those after them. */
    public void skip(Claim claim, Progress progress, long until) {
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            features.advance(connection, progress.key(), until, DetectorState.START);
        });
    }

    /** Takes the first bucket after the reference, with which a window cannot be made yet. */
    public void first(Claim claim, Progress progress, Bucket taken) {
        List<Seen> bucket = taken.sessions();
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            Look.Range range = new Look.Range(first(bucket), last(bucket));
            insert(connection, progress, 0, bucket, range, null);
            assign(connection, progress, taken);
            views.arrive(connection, progress, bucket);
            features.advance(connection, progress.key(), after(bucket), DetectorState.START);
        });
    }

    /**
     * Stores a look with all that follows from it.
     *
     * @param named clusters that have just got their first finding
     */
    public void look(Claim claim, Progress progress, Bucket taken, Look look, List<NamedCluster> named) {
        List<Seen> bucket = taken.sessions();
        Sql.commit(database, connection -> {
            features.hold(connection, claim);
            insert(connection, progress, look.number(), bucket, look.range(), look.numbers());
            for (NamedCluster cluster : named) {
                clusters.add(
                        connection,
                        progress,
                        cluster,
                        new Share(0, 0),
                        look.range().fromNano());
            }
            clusters.shares(connection, look);
            FindingStore.Changes changes = new FindingStore.Changes(look.number(), look.changes());
            findings.apply(connection, progress, changes, clusters.labels(connection, progress), clock.instant());
            assign(connection, progress, taken);
            views.arrive(connection, progress, bucket);
            compared(connection, progress, taken.views());
            features.advance(connection, progress.key(), after(bucket), look.next());
        });
    }

    /** Which other comparisons there were. */
    private static void compared(Connection connection, Progress progress, List<View> views) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(COMPARED)) {
            for (int column = 0; column < 3; column++) {
                int which = column;
                update.setArray(
                        column + 1,
                        connection.createArrayOf(
                                "text",
                                views.stream()
                                        .map(view -> switch (which) {
                                            case 0 -> view.id();
                                            case 1 -> view.words();
                                            default -> String.valueOf(view.share());
                                        })
                                        .toArray()));
            }
            update.setInt(4, progress.key().projectId());
            update.setString(5, progress.key().feature());
            update.executeUpdate();
        }
    }

    /** Tells where each session belongs. */
    private void assign(Connection connection, Progress progress, Bucket taken) throws SQLException {
        outbox.append(
                connection,
                AssignmentEvents.of(progress, taken, clusters.labels(connection, progress), clock.instant()));
    }

    private static void insert(
            Connection connection,
            Progress progress,
            int number,
            List<Seen> bucket,
            Look.Range range,
            Look.@Nullable Numbers numbers)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LOOK)) {
            insert.setInt(1, progress.key().projectId());
            insert.setString(2, progress.key().feature());
            insert.setInt(3, progress.reference());
            insert.setInt(4, number);
            insert.setLong(5, bucket.get(0).ordinal());
            insert.setLong(6, after(bucket));
            insert.setLong(7, range.fromNano());
            insert.setLong(8, range.untilNano());
            insert.setObject(9, numbers == null ? null : numbers.alpha());
            insert.setObject(10, numbers == null ? null : numbers.parts().get(Part.SCAN));
            insert.setObject(11, numbers == null ? null : numbers.parts().get(Part.NOVELTY));
            insert.setObject(12, numbers == null ? null : numbers.far().hits());
            insert.setObject(13, numbers == null ? null : numbers.far().n());
            insert.setObject(14, numbers == null ? null : numbers.parts().get(Part.SHARES));
            insert.setObject(15, numbers == null ? null : numbers.parts().get(Part.FORM));
            insert.setObject(16, numbers == null ? null : numbers.parts().get(Part.MEAN));
            insert.setObject(17, numbers == null ? null : numbers.parts().get(Part.OUTPUT));
            insert.executeUpdate();
        }
    }

    private static long first(List<Seen> sessions) {
        return sessions.get(0).observation().startNano();
    }

    private static long last(List<Seen> sessions) {
        return sessions.get(sessions.size() - 1).observation().startNano();
    }

    private static long after(List<Seen> sessions) {
        return sessions.get(sessions.size() - 1).ordinal() + 1;
    }
}
