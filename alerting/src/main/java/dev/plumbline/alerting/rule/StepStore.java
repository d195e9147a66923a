package dev.plumbline.alerting.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.detect.Watermark;
import dev.plumbline.alerting.quality.RuleState;
import dev.plumbline.alerting.quality.Watchlist;
import dev.plumbline.alerting.slice.Scored;
import dev.plumbline.alerting.slice.Slice;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The signals of a feature by closed steps. Everything joins the transaction of the feature's cycle. */
@Singleton
public class StepStore {
    private static final TypeReference<Map<String, String>> SLICES = new TypeReference<>() {};
    private static final long LATE_NANOS = 12 * Step.NANOS;
    private static final int MOST_SCORES = 20_000;

    /** So many are closed and judged at a time. */
    public static final int STEPS_A_TIME = 288;

    private final AlertingConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    StepStore(AlertingConfig config, ObjectMapper json, Clock clock) {
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** A score of a feature, as one scorer gives it. */
    record Named(RuleStore.Feature feature, String score, String scorer) {}

    /** The scores of a step by name, scorer and series, in each the series with most scores first. */
    public record Closed(Map<String, Map<String, Map<String, Batch>>> byName) {
        Map<String, Map<String, Batch>> of(String name) {
            return byName.getOrDefault(name, Map.of());
        }

        private Map<String, Batch> of(String name, String scorer) {
            return byName.computeIfAbsent(name, score -> new TreeMap<>())
                    .computeIfAbsent(scorer, by -> new LinkedHashMap<>());
        }
    }

    /** Steps that have closed. @param to the first one that has not */
    record Range(long from, long to) {}

    /** What waits to be counted. */
    private record Waiting(long earliestNano, Watermark.Seen seen) {}

    /** Features with a step that can be closed, as far as can be seen without a lock. */
    List<RuleStore.Feature> closing(Connection connection) throws SQLException {
        Instant now = clock.instant();
        List<RuleStore.Feature> features = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RuleSql.WAITING)) {
            query.setLong(1, Step.nano(now) + Step.NANOS);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                if (closed(waiting(row), row.getLong("next_step"), now).isPresent()) {
                    features.add(new RuleStore.Feature(row.getInt("project_id"), row.getString("feature")));
                }
            }
        }
        return features;
    }

    /**
     * Closes what can be closed, and files its signals once and for all; empty when nothing can.
     *
     * @param before the first step that was open so far; negative before the first score
     */
    Optional<Range> close(Connection connection, RuleStore.Feature feature, long before) throws SQLException {
        Instant now = clock.instant();
        Optional<Range> closed = waiting(connection, feature, now).flatMap(waiting -> closed(waiting, before, now));
        if (closed.isPresent()) {
            file(connection, feature, closed.get().from(), closed.get().to());
        }
        return closed;
    }

    private Optional<Range> closed(Waiting waiting, long before, Instant now) {
        long first = Math.max(before, Step.of(waiting.earliestNano()));
        long next = before < 0 ? first : before;
        long open = new Watermark(config.grace(), config.idle()).firstOpen(waiting.seen(), next, now);
        long to = Math.min(open, first + STEPS_A_TIME);
        return to <= next ? Optional.empty() : Optional.of(new Range(next, to));
    }

    /** What waits, but for what claims to be of the future; empty when nothing does. */
    private static Optional<Waiting> waiting(Connection connection, RuleStore.Feature feature, Instant now)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RuleSql.SEEN)) {
            query.setInt(1, feature.projectId());
            query.setString(2, feature.name());
            query.setLong(3, Step.nano(now) + Step.NANOS);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getTimestamp("arrival") == null ? Optional.empty() : Optional.of(waiting(row));
        }
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("earliest"),
                new Watermark.Seen(
                        row.getLong("latest"), row.getTimestamp("arrival").toInstant()));
    }

    private static void file(Connection connection, RuleStore.Feature feature, long next, long open)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RuleSql.CLOSE)) {
            update.setLong(1, next * Step.NANOS - LATE_NANOS);
            update.setLong(2, Step.NANOS);
            update.setLong(3, next);
            update.setInt(4, feature.projectId());
            update.setString(5, feature.name());
            update.setLong(6, open * Step.NANOS);
            update.executeUpdate();
        }
    }

    /**
     * The scores of closed steps.
     *
     * @param rules what is watched; of other slices only the largest of each attribute are brought
     */
    public SortedMap<Long, Closed> batches(
            Connection connection, RuleStore.Feature feature, Map<String, RuleState> rules, long from, long to)
            throws SQLException {
        Map<String, Set<String>> watched = new HashMap<>();
        rules.forEach((key, rule) -> watched.computeIfAbsent(Watch.score(key), score -> new HashSet<>())
                .addAll(rule.series().keySet()));
        SortedMap<Long, Closed> steps = new TreeMap<>();
        Map<String, Set<String>> values = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(RuleSql.BATCHES)) {
            query.setInt(1, feature.projectId());
            query.setString(2, feature.name());
            query.setLong(3, from);
            query.setLong(4, to);
            query.setFetchSize(1000);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String name = row.getString("name");
                String key = row.getString("key");
                Set<String> ofAttribute = values.computeIfAbsent(
                        String.join(
                                "\n", row.getString("step"), name, row.getString("scorer"), row.getString("attribute")),
                        first -> new HashSet<>());
                ofAttribute.add(key);
                if (ofAttribute.size() <= Watchlist.MOST_VALUES
                        || watched.getOrDefault(name, Set.of()).contains(key)) {
                    steps.computeIfAbsent(row.getLong("step"), step -> new Closed(new TreeMap<>()))
                            .of(name, row.getString("scorer"))
                            .merge(key, unit(row), StepStore::both);
                }
            }
        }
        return steps;
    }

    private static Batch unit(ResultSet row) throws SQLException {
        return new Batch(List.of(new Batch.Unit(
                row.getDouble("weight"),
                row.getDouble("share"),
                row.getLong("sessions"),
                row.getLong("n"),
                row.getLong("bad"))));
    }

    private static Batch both(Batch one, Batch other) {
        List<Batch.Unit> units = new ArrayList<>(one.units());
        units.addAll(other.units());
        return new Batch(units);
    }

    /** The scores of some closed steps with their slices; the latest ones when there are very many. */
    List<Scored> scores(Connection connection, Named rule, long from, long to) throws SQLException {
        List<Scored> scores = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RuleSql.HOUR)) {
            query.setInt(1, rule.feature().projectId());
            query.setString(2, rule.feature().name());
            query.setString(3, rule.score());
            query.setString(4, rule.scorer());
            query.setLong(5, from);
            query.setLong(6, to);
            query.setInt(7, MOST_SCORES);
            query.setFetchSize(1000);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                scores.add(new Scored(
                        row.getString("session"),
                        row.getBoolean("bad"),
                        row.getDouble("weight"),
                        json.readValue(row.getString("slices"), SLICES)));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return scores;
    }

    /** Whether the scorer has earned that its scores page somebody, in all of some closed steps. */
    boolean mayPage(Connection connection, Named rule, long from, long to) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RuleSql.MAY_PAGE)) {
            query.setInt(1, rule.feature().projectId());
            query.setString(2, rule.feature().name());
            query.setString(3, rule.score());
            query.setString(4, rule.scorer());
            query.setLong(5, from);
            query.setLong(6, to);
            ResultSet row = query.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    /** Failed requests of a slice, latest first. */
    List<String> examples(Connection connection, Named rule, Slice slice, long from, long to, int most)
            throws SQLException {
        List<String> traceIds = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RuleSql.EXAMPLES)) {
            query.setInt(1, rule.feature().projectId());
            query.setString(2, rule.feature().name());
            query.setString(3, rule.score());
            query.setString(4, rule.scorer());
            query.setLong(5, from);
            query.setLong(6, to);
            query.setString(7, json.writeValueAsString(slice.conditions()));
            query.setInt(8, most);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                traceIds.add(row.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return traceIds;
    }
}
