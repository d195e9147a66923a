package dev.plumbline.console.review;

import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws that were opened here, who has which request before them, and what a reviewer put off or had shown. */
@ApplicationScoped
class ReviewStore {
    /** Long enough to read a long answer, short enough for those who wait after a browser was closed. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final String TAKE = """
            INSERT INTO console.review_lease AS lease (draw_id, trace_id, span_id, person, until)
            VALUES (?::uuid, ?, ?, ?, ?)
            ON CONFLICT (draw_id, trace_id, span_id) DO UPDATE SET person = excluded.person, until = excluded.until
            WHERE lease.person = excluded.person OR lease.until < ?
            """;
    private static final String KNOW = """
            INSERT INTO console.review_draw (id, project_id, rubric, feature, wanted, author, made_at)
            VALUES (?::uuid, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String LATEST =
            "SELECT * FROM console.review_draw WHERE project_id = ? ORDER BY made_at DESC, id LIMIT ?";

    private final javax.sql.DataSource database;
    private final Clock clock;

    ReviewStore(@DataSource("console") javax.sql.DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a reviewer said of a request besides a label. */
    enum Mark {
        SKIPPED("skipped"),
        SEEN("seen");

        private final String text;

        Mark(String text) {
            this.text = text;
        }
    }

    /** A draw as it is listed. */
    record Known(String id, String rubric, String feature, int wanted, String author, Instant at) {}

    void know(Found.Draw draw) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(KNOW)) {
            insert.setString(1, draw.id());
            insert.setInt(2, draw.frame().project());
            insert.setString(3, storable(draw.frame().rubric()));
            insert.setString(4, storable(draw.frame().feature()));
            insert.setInt(5, draw.wanted());
            insert.setString(6, storable(draw.author()));
            insert.setObject(7, at(draw.at()));
            insert.executeUpdate();
        }
    }

    List<Known> latest(int project, int limit) throws SQLException {
        List<Known> draws = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(LATEST)) {
            query.setInt(1, project);
            query.setInt(2, limit);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String feature = row.getString("feature");
                draws.add(new Known(
                        row.getString("id"),
                        row.getString("rubric"),
                        feature == null ? "" : feature,
                        row.getInt("wanted"),
                        row.getString("author"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant()));
            }
        }
        return draws;
    }

    /**
     * Leases a request to somebody: the one they have already, else the first that nobody has. Whatever else they had of
     * the draw is free again.
     *
     * @param wanted in the order of the queue
     */
    Optional<Item> lease(String draw, List<Item> wanted, String person) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Map<Item, String> taken = taken(connection, draw);
            List<Item> order = new ArrayList<>();
            wanted.stream().filter(item -> person.equals(taken.get(item))).forEach(order::add);
            wanted.stream().filter(item -> !taken.containsKey(item)).forEach(order::add);
            for (Item item : order) {
                if (take(connection, draw, item, person)) {
                    release(connection, draw, item, person);
                    return Optional.of(item);
                }
            }
            return Optional.empty();
        }
    }

    /** How many of a draw others have before them. */
    long others(String draw, String person) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return taken(connection, draw).values().stream()
                    .filter(holder -> !holder.equals(person))
                    .count();
        }
    }

    void end(String draw, Item item, String person) throws SQLException {
        run(
                "DELETE FROM console.review_lease WHERE draw_id = ?::uuid AND trace_id = ? AND span_id = ? AND person = ?",
                draw,
                item.traceId(),
                item.spanId(),
                person);
    }

    void mark(String draw, Item item, String person, Mark mark) throws SQLException {
        run(
                "INSERT INTO console.review_mark (draw_id, trace_id, span_id, person, mark) VALUES (?::uuid, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                draw,
                item.traceId(),
                item.spanId(),
                person,
                mark.text);
    }

    /** What was put off comes up again. */
    void again(String draw, String person) throws SQLException {
        run(
                "DELETE FROM console.review_mark WHERE draw_id = ?::uuid AND person = ? AND mark = ?",
                draw,
                person,
                Mark.SKIPPED.text);
    }

    Set<Item> marked(String draw, String person, Mark mark) throws SQLException {
        Set<Item> marked = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT * FROM console.review_mark WHERE draw_id = ?::uuid AND person = ? AND mark = ?")) {
            query.setString(1, draw);
            query.setString(2, person);
            query.setString(3, mark.text);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                marked.add(new Item(row.getString("trace_id"), row.getString("span_id")));
            }
        }
        return marked;
    }

    private Map<Item, String> taken(Connection connection, String draw) throws SQLException {
        Map<Item, String> taken = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT * FROM console.review_lease WHERE draw_id = ?::uuid AND until >= ?")) {
            query.setString(1, draw);
            query.setObject(2, at(clock.instant()));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                taken.put(new Item(row.getString("trace_id"), row.getString("span_id")), row.getString("person"));
            }
        }
        return taken;
    }

    private boolean take(Connection connection, String draw, Item item, String person) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TAKE)) {
            Instant now = clock.instant();
            insert.setString(1, draw);
            insert.setString(2, item.traceId());
            insert.setString(3, item.spanId());
            insert.setString(4, person);
            insert.setObject(5, at(now.plus(LEASE)));
            insert.setObject(6, at(now));
            return insert.executeUpdate() == 1;
        }
    }

    private static void release(Connection connection, String draw, Item kept, String person) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM console.review_lease"
                + " WHERE draw_id = ?::uuid AND person = ? AND (trace_id, span_id) <> (?, ?)")) {
            delete.setString(1, draw);
            delete.setString(2, person);
            delete.setString(3, kept.traceId());
            delete.setString(4, kept.spanId());
            delete.executeUpdate();
        }
    }

    private void run(String sql, String... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** PostgreSQL keeps no NUL in a text. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
