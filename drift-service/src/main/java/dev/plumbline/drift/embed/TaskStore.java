package dev.plumbline.drift.embed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.FeatureStore;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Leases sessions without a vector and stores their vectors. A task that ends twice ends as it did first. */
@Singleton
class TaskStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final String LEASE = """
            UPDATE drift.observation SET lease_until = ?, attempts = attempts + 1
            FROM (SELECT project_id, feature, ordinal FROM drift.observation
                  WHERE state = 'waiting' AND lease_until <= ?
                  ORDER BY lease_until, start_nano LIMIT ? FOR UPDATE SKIP LOCKED) AS free
            WHERE observation.project_id = free.project_id AND observation.feature = free.feature
              AND observation.ordinal = free.ordinal
            RETURNING observation.project_id, observation.feature, observation.ordinal, trace_id, span_id, attempts
            """;
    private static final String END = """
            UPDATE drift.observation
            SET state = CASE WHEN ended.vector IS NULL THEN 'unreadable' ELSE 'embedded' END,
                vector = ended.vector, input_digest = ended.digest, reason = ended.reason, form = ended.form::real[],
                language = ended.language, output = ended.output::real[],
                output_language = ended.output_language, release = ended.release, prompt = ended.prompt,
                answering_model = ended.answering_model, labels = ended.labels::jsonb, model = ?
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS ended (project_id, feature, ordinal, vector, digest, reason, form, language, output, output_language,
                          release, prompt, answering_model, labels)
            WHERE observation.project_id = ended.project_id AND observation.feature = ended.feature
              AND observation.ordinal = ended.ordinal AND observation.state = 'waiting'
            """;

    private final DataSource database;
    private final FeatureStore features;

    TaskStore(DataSource database, FeatureStore features) {
        this.database = database;
        this.features = features;
    }

    /** The oldest sessions that nobody has, for so long. */
    List<Task> lease(Instant now, Duration lease, int most) {
        return Sql.transaction(database, connection -> {
            List<Task> tasks = new ArrayList<>();
            try (PreparedStatement update = connection.prepareStatement(LEASE)) {
                update.setObject(1, now.plus(lease).atOffset(ZoneOffset.UTC));
                update.setObject(2, now.atOffset(ZoneOffset.UTC));
                update.setInt(3, most);
                ResultSet row = update.executeQuery();
                while (row.next()) {
                    tasks.add(new Task(
                            row.getString("feature"),
                            row.getLong("ordinal"),
                            new RequestRef(
                                    row.getInt("project_id"),
                                    HEX.formatHex(row.getBytes("trace_id")),
                                    HEX.formatHex(row.getBytes("span_id"))),
                            row.getInt("attempts")));
                }
            }
            return tasks;
        });
    }

    /** Ends tasks, and makes their features due. */
    void end(List<Embedded> ended, String model, Instant now) {
        Sql.commit(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(END)) {
                update.setString(1, model);
                new ColumnsSql<>(connection, update, ended, 2)
                        .add("int4", one -> one.task().request().projectId())
                        .add("text", one -> one.task().feature())
                        .add("int8", one -> one.task().ordinal())
                        .add("bytea", one -> one.vector() == null ? null : VectorBytes.of(one.vector()))
                        .add("bytea", Embedded::digest)
                        .add("text", Embedded::reason)
                        .add(
                                "text",
                                one -> one.form() == null
                                        ? null
                                        : text(one.form().values()))
                        .add(
                                "text",
                                one -> one.form() == null ? null : one.form().language())
                        .add(
                                "text",
                                one -> one.output() == null
                                        ? null
                                        : text(one.output().values()))
                        .add(
                                "text",
                                one -> one.output() == null
                                        ? null
                                        : one.output().language())
                        .add(
                                "text",
                                one -> one.version() == null
                                        ? null
                                        : one.version().release())
                        .add(
                                "text",
                                one -> one.version() == null
                                        ? null
                                        : one.version().prompt())
                        .add(
                                "text",
                                one -> one.version() == null
                                        ? null
                                        : one.version().model())
                        .add(
                                "text",
                                one -> one.version() == null
                                        ? null
                                        : json(one.version().labels()));
                update.executeUpdate();
            }
            TreeSet<FeatureKey> keys =
                    new TreeSet<>(Comparator.comparing(FeatureKey::projectId).thenComparing(FeatureKey::feature));
            ended.forEach(one -> keys.add(
                    new FeatureKey(one.task().request().projectId(), one.task().feature())));
            for (FeatureKey key : keys) {
                features.due(connection, key, now);
            }
        });
    }

    private static String json(Map<String, String> labels) {
        try {
            return JSON.writeValueAsString(labels);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row of arrays cannot be sent as one array: they differ in what they may hold. */
    private static String text(float[] values) {
        StringJoiner numbers = new StringJoiner(",", "{", "}");
        for (float value : values) {
            numbers.add(Float.toString(value));
        }
        return numbers.toString();
    }
}
