package dev.plumbline.evaluator.scores;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.EvaluatorConfig;
import dev.plumbline.evaluator.jobs.Job;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.tracestore.database.ColumnsSql;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Writes scores. One row per request, rubric and scorer version: a request scored again replaces its scores. */
@Singleton
class ScoreStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource database;
    private final ScoreDays days;
    private final Set<LocalDate> knownDays = ConcurrentHashMap.newKeySet();

    ScoreStore(DataSource database, EvaluatorConfig config) {
        this.database = database;
        this.days = new ScoreDays(config.keepScoreDays());
    }

    private record ScoreRow(
            LocalDate day,
            Request request,
            Job job,
            Score score,
            @Nullable String language) {

        /** Whether there may be a score already: looking for one goes through all days. */
        boolean mayReplace() {
            return request.version() > 1 || job.fence() > 1;
        }
    }

    /** Makes the partitions that these need, in a transaction of its own: it must be committed before any write. */
    void ensureDays(Collection<Outcome> outcomes, Instant now) {
        Set<LocalDate> wanted = rows(outcomes, now).stream().map(ScoreRow::day).collect(Collectors.toSet());
        wanted.removeAll(knownDays);
        if (wanted.isEmpty()) {
            return;
        }
        Sql.transaction(database, connection -> {
            try (PreparedStatement call = connection.prepareStatement("SELECT eval.ensure_day(?::date)")) {
                for (LocalDate day : wanted) {
                    call.setString(1, day.toString());
                    call.execute();
                }
            }
            return wanted;
        });
        knownDays.addAll(wanted);
    }

    /** Writes the scores of these in the caller's transaction. */
    void write(Connection connection, Collection<Outcome> outcomes, Instant now) throws SQLException {
        List<ScoreRow> rows = rows(outcomes, now);
        if (rows.isEmpty()) {
            return;
        }
        deleteReplaced(connection, rows.stream().filter(ScoreRow::mayReplace).toList());
        try (PreparedStatement upsert = connection.prepareStatement(ScoreSql.UPSERT)) {
            upsert.setObject(1, now.atOffset(ZoneOffset.UTC));
            bind(new ColumnsSql<>(connection, upsert, rows, 2));
            upsert.executeUpdate();
        }
    }

    private static void deleteReplaced(Connection connection, List<ScoreRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(ScoreSql.DELETE_REPLACED)) {
            new ColumnsSql<>(connection, delete, rows)
                    .add("bytea", row -> HEX.parseHex(row.request().ref().traceId()))
                    .add("bytea", row -> HEX.parseHex(row.request().ref().spanId()))
                    .add("int4", row -> row.request().ref().projectId())
                    .add("text", row -> row.score().name())
                    .add("text", row -> row.score().scorer())
                    .add("date", row -> row.day().toString())
                    .add("int4", row -> row.request().version());
            delete.executeUpdate();
        }
    }

    /** Removes all scores of requests that are no requests any more, in the caller's transaction. */
    void deleteGone(Connection connection, Collection<RequestRef> requests) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(ScoreSql.DELETE_GONE)) {
            for (RequestRef request : requests) {
                bindKey(delete, request);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** The score that this scorer gave the request before. */
    Optional<Score> earlier(RequestRef request, String name, String scorer) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(ScoreSql.EARLIER)) {
                bindKey(query, request);
                query.setString(4, name);
                query.setString(5, scorer);
                ResultSet row = query.executeQuery();
                return row.next() ? Optional.of(score(row, name, scorer)) : Optional.empty();
            }
        });
    }

    /** Drops the days that are kept no longer. */
    int dropOldDays(Instant now) {
        knownDays.clear();
        return Sql.transaction(database, connection -> {
            try (PreparedStatement call = connection.prepareStatement("SELECT eval.drop_days(?::date)")) {
                call.setString(1, days.firstKept(now).toString());
                ResultSet row = call.executeQuery();
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** Forgets which partitions are there, after a write failed: one may have been dropped. */
    void forgetDays() {
        knownDays.clear();
    }

    private List<ScoreRow> rows(Collection<Outcome> outcomes, Instant now) {
        List<ScoreRow> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Request request = outcome.request();
            if (request != null) {
                LocalDate day = days.of(request.time().startNano(), now);
                outcome.scores()
                        .forEach(score ->
                                rows.add(new ScoreRow(day, request, outcome.job(), score, outcome.language())));
            }
        }
        return rows;
    }

    private static Score score(ResultSet row, String name, String scorer) throws SQLException {
        byte[] digest = row.getBytes("content_digest");
        return new Score(
                name,
                scorer,
                new Finding(
                        Label.valueOf(row.getString("label").toUpperCase(Locale.ROOT)),
                        row.getObject("value", Double.class),
                        row.getString("explanation")),
                digest == null
                        ? null
                        : new Score.Call(
                                HEX.formatHex(digest),
                                row.getObject("tokens_in", Long.class),
                                row.getObject("tokens_out", Long.class),
                                row.getObject("agreement", Double.class)));
    }

    private static void bindKey(PreparedStatement statement, RequestRef request) throws SQLException {
        statement.setBytes(1, HEX.parseHex(request.traceId()));
        statement.setBytes(2, HEX.parseHex(request.spanId()));
        statement.setInt(3, request.projectId());
    }

    private static void bind(ColumnsSql<ScoreRow> columns) throws SQLException {
        columns.add("date", row -> row.day().toString())
                .add("int4", row -> row.request().ref().projectId())
                .add("bytea", row -> HEX.parseHex(row.request().ref().traceId()))
                .add("bytea", row -> HEX.parseHex(row.request().ref().spanId()))
                .add("text", row -> row.score().name())
                .add("text", row -> row.score().scorer())
                .add("int4", row -> row.request().version())
                .add("int8", row -> row.request().time().startNano());
        bindOrigin(columns);
        columns.add("text", row -> json(row.request().attributes()))
                .add("float8", row -> row.score().finding().value())
                .add("text", row -> row.score().finding().label().wire())
                .add("text", row -> row.score().finding().explanation())
                .add("float8", row -> row.job().sampling().probability())
                .add("text", row -> row.job().sampling().reason())
                .add("int4", row -> row.job().sampling().policyVersion())
                .add(
                        "bytea",
                        row -> row.score().call() == null
                                ? null
                                : HEX.parseHex(row.score().call().digest()))
                .add(
                        "int8",
                        row -> row.score().call() == null
                                ? null
                                : row.score().call().tokensIn())
                .add(
                        "int8",
                        row -> row.score().call() == null
                                ? null
                                : row.score().call().tokensOut())
                .add(
                        "float8",
                        row -> row.score().call() == null
                                ? null
                                : row.score().call().agreement())
                .add("text", ScoreRow::language);
    }

    private static void bindOrigin(ColumnsSql<ScoreRow> columns) throws SQLException {
        columns.add("text", row -> origin(row).feature())
                .add("text", row -> origin(row).release())
                .add("text", row -> origin(row).environment())
                .add("text", row -> origin(row).sessionId());
    }

    private static Origin origin(ScoreRow row) {
        return row.request().origin();
    }

    private static String json(Map<String, String> attributes) {
        try {
            return JSON.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
