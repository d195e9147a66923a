package dev.plumbline.evaluator.sessions;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** Lists sessions with what became of judging them. */
@Singleton
class SessionListStore {
    private static final long NANOS = 1_000_000_000L;
    private static final HexFormat HEX = HexFormat.of();

    private final DataSource database;

    SessionListStore(DataSource database) {
        this.database = database;
    }

    /** @param feature all when null */
    record Query(
            int project, @Nullable String feature, @Nullable String session, Parameters.Range range, int limit) {}

    /**
     * A session.
     *
     * @param request the first: its scores stand under it
     * @param last its latest request
     * @param judging null when no rubric judges sessions of the feature, or it was never idle
     */
    record Item(
            String session,
            String feature,
            RequestRef request,
            Last last,
            Stand stand,
            @Nullable Judging judging) {}

    /** @param status how it ended */
    record Last(Instant at, String status) {}

    /**
     * @param state {@code open} while it may go on, {@code idle} when it has not for long
     * @param turns requests when it was last idle
     * @param version how often it was idle with news; scores are of the latest
     */
    record Stand(String state, int turns, int version) {}

    /**
     * The work of the latest version.
     *
     * @param state {@code open}, {@code scored}, {@code failed} or {@code not_scored}
     * @param end reason of a failure or of not scoring
     * @param reason why it was chosen; {@code none} when it was not
     */
    record Judging(String state, @Nullable String end, String reason, double probability, int version) {}

    List<Item> list(Query asked) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(SessionSql.LIST)) {
                query.setInt(1, asked.project());
                query.setString(2, asked.feature());
                query.setString(3, asked.feature());
                query.setString(4, asked.session());
                query.setString(5, asked.session());
                query.setLong(6, asked.range().fromNano());
                query.setLong(7, asked.range().toNano());
                query.setInt(8, asked.limit());
                List<Item> items = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    items.add(item(row));
                }
                return items;
            }
        });
    }

    private static Item item(ResultSet row) throws SQLException {
        String state = row.getString("job_state");
        long last = row.getLong("last_nano");
        return new Item(
                row.getString("session"),
                row.getString("feature"),
                new RequestRef(
                        row.getInt("project_id"),
                        HEX.formatHex(row.getBytes("trace_id")),
                        HEX.formatHex(row.getBytes("span_id"))),
                new Last(Instant.ofEpochSecond(last / NANOS, last % NANOS), row.getString("last_status")),
                new Stand(row.getString("state"), row.getInt("turns"), row.getInt("version")),
                state == null
                        ? null
                        : new Judging(
                                state,
                                row.getString("end_reason"),
                                row.getString("reason"),
                                row.getDouble("probability"),
                                row.getInt("job_version")));
    }
}
