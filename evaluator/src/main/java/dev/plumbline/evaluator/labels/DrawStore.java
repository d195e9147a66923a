package dev.plumbline.evaluator.labels;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.labels.LabelDraw.Candidate;
import dev.plumbline.evaluator.labels.LabelDraw.Drawn;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Draws of scored requests for reviewers. */
@Singleton
class DrawStore {
    /** More than these are refused: a draw holds them all at once. */
    static final int MOST_CANDIDATES = 500_000;

    private static final HexFormat HEX = HexFormat.of();
    private static final String LATEST_SCORER = """
            SELECT scorer FROM eval.score
            WHERE project_id = ? AND name = ? AND at_nano >= ? AND at_nano < ? AND (?::text IS NULL OR feature = ?)
            ORDER BY scored_at DESC
            LIMIT 1
            """;
    private static final String CANDIDATES = """
            SELECT day, trace_id, span_id, probability, label
            FROM eval.score
            WHERE project_id = ? AND name = ? AND at_nano >= ? AND at_nano < ? AND (?::text IS NULL OR feature = ?)
              AND scorer = ? AND label <> 'abstain' AND reason NOT LIKE 'rule:%'
            LIMIT ?
            """;
    private static final String ADD = """
            INSERT INTO eval.label_draw (id, project_id, rubric, scorer, feature, from_nano, to_nano, wanted, author,
                                         created_at)
            VALUES (?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String ADD_DRAWN = """
            INSERT INTO eval.label_drawn (draw_id, place, day, project_id, trace_id, span_id, probability)
            SELECT ?::uuid, place, day, ?, trace_id, span_id, probability
            FROM unnest(?::int[], ?::date[], ?::bytea[], ?::bytea[], ?::float8[])
                     AS drawn (place, day, trace_id, span_id, probability)
            """;
    private static final String FIND = "SELECT * FROM eval.label_draw WHERE id = ?::uuid";
    private static final String ITEMS = """
            SELECT trace_id, span_id,
                   (SELECT count(DISTINCT author) FROM eval.label
                    WHERE label.project_id = drawn.project_id AND label.rubric = draw.rubric
                      AND label.trace_id = drawn.trace_id AND label.span_id = drawn.span_id) AS labels
            FROM eval.label_drawn drawn JOIN eval.label_draw draw ON draw.id = drawn.draw_id
            WHERE draw.id = ?::uuid
            ORDER BY place
            """;

    private final DataSource database;

    DrawStore(DataSource database) {
        this.database = database;
    }

    /** @param labels how many reviewers have labelled it */
    record Item(String traceId, String spanId, long labels) {}

    private record Found(Candidate candidate, String day, byte[] trace, byte[] span) {}

    private record Placed(int place, Found found, double probability) {}

    /** Who scored most lately. */
    Optional<String> latestScorer(Draw.Frame frame) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LATEST_SCORER)) {
                bind(query, frame);
                ResultSet row = query.executeQuery();
                return row.next() ? Optional.of(row.getString("scorer")) : Optional.empty();
            }
        });
    }

    /** @return how many were drawn; nothing is drawn of more than {@link #MOST_CANDIDATES} */
    Optional<Integer> draw(Draw draw) {
        return Sql.transaction(database, connection -> {
            Map<String, Found> candidates = candidates(connection, draw.frame());
            if (candidates.size() > MOST_CANDIDATES) {
                return Optional.empty();
            }
            List<Drawn> drawn = LabelDraw.draw(
                    draw.id(),
                    candidates.values().stream().map(Found::candidate).toList(),
                    draw.wanted());
            // By a hash: an order that told the verdict would end the reviewer's blindness.
            List<Drawn> order = drawn.stream()
                    .sorted(Comparator.comparing(one -> UUID.nameUUIDFromBytes(
                                    HEX.parseHex(one.candidate().key()))
                            .toString()))
                    .toList();
            List<Placed> placed = new ArrayList<>();
            for (Drawn one : order) {
                Found found = candidates.get(one.candidate().key());
                if (found != null) {
                    placed.add(new Placed(placed.size(), found, one.probability()));
                }
            }
            write(connection, draw, placed);
            return Optional.of(placed.size());
        });
    }

    Optional<Draw> find(String id) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
                query.setString(1, id);
                ResultSet row = query.executeQuery();
                return row.next() ? Optional.of(draw(row)) : Optional.empty();
            }
        });
    }

    List<Item> items(String id) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(ITEMS)) {
                query.setString(1, id);
                List<Item> items = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    items.add(new Item(
                            HEX.formatHex(row.getBytes("trace_id")),
                            HEX.formatHex(row.getBytes("span_id")),
                            row.getLong("labels")));
                }
                return items;
            }
        });
    }

    private static Map<String, Found> candidates(Connection connection, Draw.Frame frame) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CANDIDATES)) {
            bind(query, frame);
            query.setString(7, frame.scorer());
            query.setInt(8, MOST_CANDIDATES + 1);
            Map<String, Found> candidates = new HashMap<>();
            ResultSet row = query.executeQuery();
            while (row.next()) {
                byte[] trace = row.getBytes("trace_id");
                byte[] span = row.getBytes("span_id");
                String key = HEX.formatHex(trace) + HEX.formatHex(span);
                Candidate candidate = new Candidate(
                        key,
                        1 / row.getDouble("probability"),
                        row.getString("label").equals("fail"));
                candidates.put(key, new Found(candidate, row.getString("day"), trace, span));
            }
            return candidates;
        }
    }

    private static void write(Connection connection, Draw draw, List<Placed> placed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, draw.id());
            insert.setInt(2, draw.frame().project());
            insert.setString(3, draw.frame().rubric());
            insert.setString(4, draw.frame().scorer());
            insert.setString(5, draw.frame().feature());
            insert.setLong(6, draw.frame().range().fromNano());
            insert.setLong(7, draw.frame().range().toNano());
            insert.setInt(8, draw.wanted());
            insert.setString(9, draw.author());
            insert.setObject(10, draw.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD_DRAWN)) {
            insert.setString(1, draw.id());
            insert.setInt(2, draw.frame().project());
            new ColumnsSql<>(connection, insert, placed, 3)
                    .add("int4", Placed::place)
                    .add("date", one -> one.found().day())
                    .add("bytea", one -> one.found().trace())
                    .add("bytea", one -> one.found().span())
                    .add("float8", Placed::probability);
            insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement query, Draw.Frame frame) throws SQLException {
        query.setInt(1, frame.project());
        query.setString(2, frame.rubric());
        query.setLong(3, frame.range().fromNano());
        query.setLong(4, frame.range().toNano());
        query.setString(5, frame.feature());
        query.setString(6, frame.feature());
    }

    private static Draw draw(ResultSet row) throws SQLException {
        return new Draw(
                row.getString("id"),
                new Draw.Frame(
                        row.getInt("project_id"),
                        row.getString("rubric"),
                        row.getString("scorer"),
                        row.getString("feature"),
                        new Parameters.Range(row.getLong("from_nano"), row.getLong("to_nano"))),
                row.getInt("wanted"),
                row.getString("author"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
