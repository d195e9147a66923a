package dev.plumbline.drift.watch;

import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.Usual;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.season.Counting;
import dev.plumbline.drift.season.LastWeek;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Other traffic than the pinned reference to compare a window with: of the release before, and of the week before. */
@Singleton
public class ViewStore {

    /** Of the release before, the latest. */
    private static final int MOST = 800;

    private static final String ARRIVE = """
            INSERT INTO drift.release (project_id, feature, release, first_ordinal, first_nano, previous, from_ordinal)
            SELECT f.project_id, f.feature, ?, ?, ?, before.release,
                (SELECT min(ordinal) FROM (
                    SELECT ordinal FROM drift.observation AS o
                    WHERE o.project_id = f.project_id AND o.feature = f.feature AND o.ordinal < ?
                      AND o.release = before.release AND o.state = 'embedded'
                    ORDER BY ordinal DESC LIMIT ?) AS latest)
            FROM drift.feature AS f LEFT JOIN LATERAL (
                SELECT release FROM drift.observation AS o
                WHERE o.project_id = f.project_id AND o.feature = f.feature AND o.ordinal < ? AND o.ordinal >= ?
                  AND o.release <> ?
                GROUP BY release ORDER BY count(*) DESC, release LIMIT 1) AS before ON true
            WHERE f.project_id = ? AND f.feature = ?
            ON CONFLICT DO NOTHING
            """;
    private static final int BEFORE = 1_000;

    private static final String KNOWN =
            "SELECT release FROM drift.release WHERE project_id = ? AND feature = ? AND release = ANY(?)";

    private static final String LATEST = """
            SELECT release, previous, from_ordinal, first_ordinal FROM drift.release
            WHERE project_id = ? AND feature = ? AND release = ANY(?) AND previous IS NOT NULL
            ORDER BY first_ordinal DESC LIMIT 1
            """;
    private static final String OF_RELEASE = SeenStore.COLUMNS + """
            WHERE project_id = ? AND feature = ? AND ordinal >= ? AND ordinal < ? AND release = ? AND state = 'embedded'
            ORDER BY ordinal DESC LIMIT ?
            """;
    private static final String WEEK_BEFORE = """
            SELECT number, until_nano FROM drift.look
            WHERE project_id = ? AND feature = ? AND reference = ? AND until_nano BETWEEN ? AND ? ORDER BY number
            """;

    private final DataSource database;
    private final SeenStore seen;

    public ViewStore(DataSource database, SeenStore seen) {
        this.database = database;
        this.seen = seen;
    }

    /**
     * What there is to compare a window with.
     *
     * @param reference whose half that made the leaves is never counted
     */
    public List<View> views(Progress progress, Reference reference, List<Observation> window) {
        List<View> views = new ArrayList<>();
        lastRelease(progress, reference, window).ifPresent(views::add);
        LastWeek.Range range = new LastWeek.Range(
                window.get(0).startNano(), window.get(window.size() - 1).startNano());
        List<Integer> numbers = LastWeek.numbers(range, buckets(progress, range.before()));
        if (!numbers.isEmpty()) {
            Usual usual = Usual.whenAsked(() -> seen.counted(progress, numbers));
            views.add(new View(View.LAST_WEEK, "in the same hours a week before", View.LAST_WEEK_BUDGET, null, usual));
        }
        return views;
    }

    /** The latest release of which the window has enough, against the one before it. */
    private Optional<View> lastRelease(Progress progress, Reference reference, List<Observation> window) {
        Map<String, Integer> releases = new TreeMap<>();
        for (Observation session : window) {
            String release = session.labels().get(View.RELEASE);
            if (release != null) {
                releases.merge(release, 1, Integer::sum);
            }
        }
        releases.values().removeIf(sessions -> sessions < View.FEWEST);
        if (releases.isEmpty()) {
            return Optional.empty();
        }
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LATEST)) {
                query.setInt(1, progress.key().projectId());
                query.setString(2, progress.key().feature());
                query.setArray(
                        3, connection.createArrayOf("text", releases.keySet().toArray()));
                ResultSet row = query.executeQuery();
                if (!row.next()) {
                    return Optional.empty();
                }
                Release before = new Release(
                        row.getString("previous"), row.getLong("from_ordinal"), row.getLong("first_ordinal"));
                return Optional.of(new View(
                        View.LAST_RELEASE,
                        "in release “" + before.name() + "” before it",
                        View.LAST_RELEASE_BUDGET,
                        new View.Label(View.RELEASE, row.getString("release")),
                        Usual.whenAsked(() -> of(progress, reference, before))));
            }
        });
    }

    /** One that answered before another came: the latest of its sessions, from an ordinal until another. */
    private record Release(String name, long from, long until) {}

    private List<Observation> of(Progress progress, Reference reference, Release release) {
        Set<String> fit = reference.fit().stream().map(Observation::traceId).collect(Collectors.toSet());
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(OF_RELEASE)) {
                query.setInt(1, progress.key().projectId());
                query.setString(2, progress.key().feature());
                query.setLong(3, release.from());
                query.setLong(4, release.until());
                query.setString(5, release.name());
                query.setInt(6, MOST);
                List<Observation> usual = SeenStore.read(progress.key(), query).stream()
                        .filter(session -> session.model().equals(progress.model()))
                        .map(Seen::observation)
                        .filter(session -> !fit.contains(session.traceId()))
                        .collect(Collectors.toCollection(ArrayList::new));
                Collections.reverse(usual);
                return List.copyOf(usual);
            }
        });
    }

    private List<Counting.Bucket> buckets(Progress progress, LastWeek.Range range) {
        return Sql.read(database, connection -> {
            List<Counting.Bucket> buckets = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(WEEK_BEFORE)) {
                query.setInt(1, progress.key().projectId());
                query.setString(2, progress.key().feature());
                query.setInt(3, progress.reference());
                query.setLong(4, range.fromNano());
                query.setLong(5, range.untilNano());
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    buckets.add(new Counting.Bucket(row.getInt(1), row.getLong(2)));
                }
            }
            return buckets;
        });
    }

    /** Keeps when releases were first seen, in the caller's transaction. */
    void arrive(Connection connection, Progress progress, List<Seen> sessions) throws SQLException {
        Map<String, Seen> first = new TreeMap<>();
        for (Seen session : sessions) {
            String release = session.observation().labels().get(View.RELEASE);
            if (release != null) {
                first.putIfAbsent(release, session);
            }
        }
        forgetKnown(connection, progress, first);
        List<Map.Entry<String, Seen>> inOrder = new ArrayList<>(first.entrySet());
        inOrder.sort(Map.Entry.comparingByValue((a, b) -> Long.compare(a.ordinal(), b.ordinal())));
        try (PreparedStatement insert = connection.prepareStatement(ARRIVE)) {
            for (Map.Entry<String, Seen> one : inOrder) {
                long ordinal = one.getValue().ordinal();
                insert.setString(1, one.getKey());
                insert.setLong(2, ordinal);
                insert.setLong(3, one.getValue().observation().startNano());
                insert.setLong(4, ordinal);
                insert.setInt(5, MOST);
                insert.setLong(6, ordinal);
                insert.setLong(7, ordinal - BEFORE);
                insert.setString(8, one.getKey());
                insert.setInt(9, progress.key().projectId());
                insert.setString(10, progress.key().feature());
                insert.executeUpdate();
            }
        }
    }

    private static void forgetKnown(Connection connection, Progress progress, Map<String, Seen> releases)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setInt(1, progress.key().projectId());
            query.setString(2, progress.key().feature());
            query.setArray(3, connection.createArrayOf("text", releases.keySet().toArray()));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                releases.remove(row.getString(1));
            }
        }
    }
}
