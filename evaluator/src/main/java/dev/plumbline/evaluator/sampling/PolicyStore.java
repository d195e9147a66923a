package dev.plumbline.evaluator.sampling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.evaluator.sampling.PolicyPlan.Volume;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The policy that decides now, and those that did. All replicas decide by the newest stored one. */
@Singleton
public class PolicyStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DAY = Duration.ofDays(1);
    private static final long NANOS = 1_000_000_000L;
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('eval.sampling_policy'))";
    private static final String NEWEST = "SELECT policy FROM eval.sampling_policy ORDER BY version DESC LIMIT 1";
    private static final String OF_VERSION = "SELECT policy FROM eval.sampling_policy WHERE version = ?";
    private static final String ALL = "SELECT policy, made_at FROM eval.sampling_policy ORDER BY version DESC LIMIT ?";
    private static final String ADD =
            "INSERT INTO eval.sampling_policy (version, policy, made_at) VALUES (?, ?::jsonb, ?)";
    private static final String VOLUMES = """
            SELECT coalesce(custom.picked, '{}') AS picked, feature, release, environment, status, count(*) AS n
            FROM trace.request,
                 LATERAL (SELECT jsonb_object_agg(key, value) AS picked
                          FROM jsonb_each_text(attributes) WHERE key = ANY (?)) AS custom
            WHERE day >= ?::date AND start_nano >= ? AND start_nano < ?
            GROUP BY 1, feature, release, environment, status
            """;

    private final DataSource database;
    private final PolicyPlan plan;
    private final int firstVersion;
    private final Clock clock;

    PolicyStore(DataSource database, SamplingConfig config, Clock clock) {
        this.database = database;
        this.plan = new PolicyPlan(config);
        this.firstVersion = config.policyVersion();
        this.clock = clock;
    }

    /** @param at when it began to decide */
    public record Made(SamplingPolicy policy, Instant at) {}

    /** The newest, with what is configured and learned now made a new version where it decides otherwise. */
    public SamplingPolicy current() {
        List<Volume> day = plan.attributes().isEmpty() ? List.of() : volumes();
        return Sql.transaction(database, connection -> {
            connection.createStatement().execute(LOCK);
            Optional<SamplingPolicy> newest = one(connection.prepareStatement(NEWEST));
            int next = Math.max(
                    firstVersion, newest.map(policy -> policy.version() + 1).orElse(1));
            SamplingPolicy wanted = plan.policy(next, day, newest);
            if (newest.isPresent() && wanted.decidesAs(newest.get())) {
                return newest.get();
            }
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                insert.setInt(1, wanted.version());
                insert.setString(2, json(wanted));
                insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
            return wanted;
        });
    }

    Optional<SamplingPolicy> newest() {
        return Sql.read(database, connection -> one(connection.prepareStatement(NEWEST)));
    }

    public Optional<SamplingPolicy> find(int version) {
        return Sql.read(database, connection -> {
            PreparedStatement query = connection.prepareStatement(OF_VERSION);
            query.setInt(1, version);
            return one(query);
        });
    }

    /** The newest first. */
    public List<Made> list(int limit) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(ALL)) {
                query.setInt(1, limit);
                List<Made> made = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    made.add(new Made(
                            policy(row.getString("policy")),
                            row.getObject("made_at", OffsetDateTime.class).toInstant()));
                }
                return made;
            }
        });
    }

    /** What there was in the last 24 hours, over all projects, told apart by what the policy asks for. */
    private List<Volume> volumes() {
        Instant now = clock.instant();
        return Sql.read(database, connection -> volumes(connection, now));
    }

    private List<Volume> volumes(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(VOLUMES)) {
            query.setArray(1, connection.createArrayOf("text", plan.attributes().toArray()));
            query.setString(
                    2, now.minus(DAY).atOffset(ZoneOffset.UTC).toLocalDate().toString());
            query.setLong(3, now.minus(DAY).getEpochSecond() * NANOS);
            query.setLong(4, now.getEpochSecond() * NANOS);
            List<Volume> volumes = new ArrayList<>();
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Map<String, String> attributes = new TreeMap<>();
                JSON.readTree(row.getString("picked"))
                        .properties()
                        .forEach(field ->
                                attributes.put(field.getKey(), field.getValue().asText()));
                for (String column : List.of("feature", "release", "environment", "status")) {
                    String value = row.getString(column);
                    if (value != null) {
                        attributes.put(column, value);
                    }
                }
                volumes.add(new Volume(attributes, row.getLong("n")));
            }
            return volumes;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<SamplingPolicy> one(PreparedStatement query) throws SQLException {
        try (query) {
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(policy(row.getString("policy"))) : Optional.empty();
        }
    }

    private static SamplingPolicy policy(String json) {
        try {
            return JSON.readValue(json, SamplingPolicy.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(SamplingPolicy policy) {
        try {
            return JSON.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
