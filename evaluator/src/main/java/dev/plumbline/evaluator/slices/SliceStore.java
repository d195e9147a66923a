package dev.plumbline.evaluator.slices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.query.DimensionSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads scored requests with all that they can be sliced by. Those of always-score rules do not speak for traffic. */
@Singleton
class SliceStore {
    /** More than these are refused: a search holds them all at once. */
    static final int MOST = 200_000;

    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String LATEST_SCORER = """
            SELECT scorer FROM eval.score
            WHERE project_id = ? AND name = ? AND at_nano >= ? AND at_nano < ? AND (?::text IS NULL OR feature = ?)
            ORDER BY scored_at DESC
            LIMIT 1
            """;
    private static final String SCORED = """
            SELECT trace_id, coalesce(session_id, encode(trace_id, 'hex')) AS session, 1 / probability AS weight,
                   label = 'fail' AS fail, feature, release, environment, language, attributes, %s AS cluster
            FROM eval.score
            WHERE project_id = ? AND name = ? AND at_nano >= ? AND at_nano < ? AND (?::text IS NULL OR feature = ?)
              AND scorer = ? AND label <> 'abstain' AND reason NOT LIKE 'rule:%%'
            LIMIT ?
            """;

    private final DataSource database;

    SliceStore(DataSource database) {
        this.database = database;
    }

    /** @param feature all when null */
    record Traffic(
            int project,
            String name,
            Parameters.Range range,
            @Nullable String feature) {}

    /** Who scored most lately. */
    Optional<String> latestScorer(Traffic traffic) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LATEST_SCORER)) {
                bind(query, traffic);
                ResultSet row = query.executeQuery();
                return row.next() ? Optional.of(row.getString("scorer")) : Optional.empty();
            }
        });
    }

    /** @return one more than {@link #MOST} when there are more */
    List<Scored> scored(Traffic traffic, String scorer) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(String.format(SCORED, DimensionSql.CLUSTER))) {
                bind(query, traffic);
                query.setString(7, scorer);
                query.setInt(8, MOST + 1);
                List<Scored> scored = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    scored.add(new Scored(
                            HEX.formatHex(row.getBytes("trace_id")),
                            row.getString("session"),
                            row.getDouble("weight"),
                            row.getBoolean("fail"),
                            attributes(row, traffic.feature() == null)));
                }
                return scored;
            }
        });
    }

    private static void bind(PreparedStatement query, Traffic traffic) throws SQLException {
        query.setInt(1, traffic.project());
        query.setString(2, traffic.name());
        query.setLong(3, traffic.range().fromNano());
        query.setLong(4, traffic.range().toNano());
        query.setString(5, traffic.feature());
        query.setString(6, traffic.feature());
    }

    private static Map<String, String> attributes(ResultSet row, boolean withFeature) throws SQLException {
        Map<String, String> attributes = new TreeMap<>();
        try {
            attributes.putAll(JSON.readValue(row.getString("attributes"), TEXTS));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        for (String column : List.of("release", "environment", "language", "cluster")) {
            String value = row.getString(column);
            if (value != null) {
                attributes.put(column, value);
            }
        }
        if (withFeature) {
            attributes.put("feature", row.getString("feature"));
        }
        return attributes;
    }
}
