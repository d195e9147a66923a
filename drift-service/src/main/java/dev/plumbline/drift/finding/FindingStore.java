package dev.plumbline.drift.finding;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Story;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Keeps findings, their changes and the events about them, in the caller's transaction. */
@Singleton
public class FindingStore {

    private static final String OPEN = """
            INSERT INTO drift.finding (id, project_id, feature, reference, kind, cluster_id, direction, state, p_value,
                                       since_nano, opened_nano, until_nano, hits, n, ref_hits, ref_n, examples, statement,
                                       hours, usual_hits, usual_n, holds, words, view, compared_with)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String UPDATE = """
            UPDATE drift.finding
            SET state = ?, closed_nano = ?, until_nano = ?, hits = ?, n = ?, ref_hits = ?, ref_n = ?, examples = ?,
                statement = ?, hours = ?, usual_hits = ?, usual_n = ?, holds = ?
            WHERE id = ?
            """;
    private static final String CHANGE = """
            INSERT INTO drift.finding_change (finding_id, look, change, at, until_nano, hits, n, statement)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (finding_id, look) DO UPDATE
            SET change = excluded.change, at = excluded.at, statement = excluded.statement
            """;
    private static final String OPEN_OF_REFERENCE = """
            SELECT finding.*, terms FROM drift.finding LEFT JOIN drift.cluster ON cluster.id = cluster_id
            WHERE finding.project_id = ? AND finding.feature = ? AND finding.reference = ? AND state = 'open'
            ORDER BY finding.id
            """;

    private static final String OPEN_BY_ID = """
            SELECT finding.*, terms FROM drift.finding LEFT JOIN drift.cluster ON cluster.id = cluster_id
            WHERE finding.id = ANY (?) AND state = 'open' ORDER BY finding.id
            """;

    private final ArrivalStore arrivals;
    private final Outbox outbox = new Outbox("drift");

    public FindingStore(ArrivalStore arrivals) {
        this.arrivals = arrivals;
    }

    /** @param look number of the look that gave them */
    public record Changes(int look, List<Change> changes) {}

    /** Applies the changes of a look. */
    public void apply(Connection connection, Progress progress, Changes look, Map<String, String> labels, Instant now)
            throws SQLException {
        List<Outbox.Event> events = new ArrayList<>();
        for (Change change : look.changes()) {
            if (change.over()) {
                giveUp(connection, progress.key(), List.of(change.story().id()), look.look(), Statement::over, now);
                continue;
            }
            String label = change.label(labels);
            List<Arrival> arrived = change.type() == Change.Type.OPENED
                    ? arrivals.arrived(connection, progress.key(), Arrival.Range.of(change))
                    : List.of();
            String statement = Statement.of(change, label, arrived);
            if (change.type() == Change.Type.OPENED) {
                open(connection, progress, change, label, statement);
                arrivals.keep(connection, change.story().id(), arrived);
            } else {
                update(connection, change, statement);
            }
            append(connection, look.look(), change, statement, now);
            events.add(
                    DriftEvents.of(progress.key(), look.look(), change, new DriftEvents.Words(label, statement), now));
        }
        outbox.append(connection, events);
    }

    /** Ends what is open in a reference that is given up, since its vectors are of another model. */
    public void abandon(Connection connection, Progress progress, Instant now) throws SQLException {
        endOfReference(connection, progress, Statement::abandoned, now);
    }

    /** The same, since somebody asked for another. */
    public void learnAnew(Connection connection, Progress progress, Instant now) throws SQLException {
        endOfReference(connection, progress, Statement::learnedAnew, now);
    }

    private void endOfReference(Connection connection, Progress progress, UnaryOperator<String> sentence, Instant now)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OPEN_OF_REFERENCE)) {
            query.setInt(1, progress.key().projectId());
            query.setString(2, progress.key().feature());
            query.setInt(3, progress.reference());
            end(connection, progress.key(), query, progress.state().look() + 1, sentence, now);
        }
    }

    /** Ends those of these findings that are open, since what they are about is given up. */
    public void giveUp(Connection connection, FeatureKey key, Collection<String> ids, int look, Instant now)
            throws SQLException {
        giveUp(connection, key, ids, look, Statement::givenUp, now);
    }

    private void giveUp(
            Connection connection,
            FeatureKey key,
            Collection<String> ids,
            int look,
            UnaryOperator<String> sentence,
            Instant now)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OPEN_BY_ID)) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            end(connection, key, query, look, sentence, now);
        }
    }

    private void end(
            Connection connection,
            FeatureKey key,
            PreparedStatement query,
            int look,
            UnaryOperator<String> sentence,
            Instant now)
            throws SQLException {
        List<Outbox.Event> events = new ArrayList<>();
        ResultSet row = query.executeQuery();
        while (row.next()) {
            Change change = FindingRows.closed(row);
            String label = FindingRows.label(row);
            String statement = sentence.apply(label);
            update(connection, change, statement);
            append(connection, look, change, statement, now);
            events.add(DriftEvents.of(key, look, change, new DriftEvents.Words(label, statement), now));
        }
        outbox.append(connection, events);
    }

    private static void open(Connection connection, Progress progress, Change change, String label, String statement)
            throws SQLException {
        Story story = change.story();
        try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
            insert.setString(1, story.id());
            insert.setInt(2, progress.key().projectId());
            insert.setString(3, progress.key().feature());
            insert.setInt(4, progress.reference());
            insert.setString(5, story.subject().kind().name().toLowerCase(Locale.ROOT));
            insert.setString(6, story.subject().about());
            insert.setString(7, story.subject().up() ? "up" : "down");
            insert.setDouble(8, story.raised().pValue());
            insert.setLong(9, story.raised().sinceNano());
            insert.setLong(10, change.untilNano());
            int next = counts(connection, insert, 11, change, statement);
            insert.setString(next, change.words() == null ? null : label);
            insert.setString(next + 1, story.view());
            insert.setString(next + 2, change.against().words());
            insert.executeUpdate();
        }
    }

    private static void update(Connection connection, Change change, String statement) throws SQLException {
        boolean closed = change.type() == Change.Type.CLOSED;
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, closed ? "closed" : "open");
            update.setObject(2, closed ? change.untilNano() : null);
            int next = counts(connection, update, 3, change, statement);
            update.setString(next, change.story().id());
            update.executeUpdate();
        }
    }

    private static int counts(Connection connection, PreparedStatement row, int first, Change change, String statement)
            throws SQLException {
        row.setLong(first, change.untilNano());
        row.setInt(first + 1, change.now().hits());
        row.setInt(first + 2, change.now().n());
        row.setInt(first + 3, change.then().hits());
        row.setInt(first + 4, change.then().n());
        row.setArray(
                first + 5, connection.createArrayOf("text", change.examples().toArray()));
        row.setString(first + 6, statement);
        row.setString(first + 7, change.shares().hours().name().toLowerCase(Locale.ROOT));
        row.setInt(first + 8, change.shares().usual().hits());
        row.setInt(first + 9, change.shares().usual().n());
        row.setArray(
                first + 10,
                connection.createArrayOf("text", change.against().holds().toArray()));
        return first + 11;
    }

    private static void append(Connection connection, int look, Change change, String statement, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CHANGE)) {
            insert.setString(1, change.story().id());
            insert.setInt(2, look);
            insert.setString(3, change.type().name().toLowerCase(Locale.ROOT));
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.setLong(5, change.untilNano());
            insert.setInt(6, change.now().hits());
            insert.setInt(7, change.now().n());
            insert.setString(8, statement);
            insert.executeUpdate();
        }
    }
}
