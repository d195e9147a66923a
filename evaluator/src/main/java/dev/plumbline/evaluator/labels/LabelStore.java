package dev.plumbline.evaluator.labels;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Labels are added and read, never changed. */
@Singleton
public class LabelStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final String ADD = """
            INSERT INTO eval.label (project_id, trace_id, span_id, rubric, rubric_version, label, author, blind, reason,
                                    replaces, created_at)
            SELECT new.*, (SELECT max(id) FROM eval.label before
                           WHERE before.project_id = new.project_id AND before.rubric = new.rubric
                             AND before.trace_id = new.trace_id AND before.span_id = new.span_id
                             AND before.rubric_version = new.rubric_version AND before.author = new.author), ?
            FROM (VALUES (?::int, ?::bytea, ?::bytea, ?::text, ?::int, ?::text, ?::text, ?::boolean, ?::text))
                     AS new (project_id, trace_id, span_id, rubric, rubric_version, label, author, blind, reason)
            RETURNING *
            """;
    private static final String LIST = """
            SELECT * FROM eval.label
            WHERE project_id = ? AND (?::text IS NULL OR rubric = ?) AND (?::bytea IS NULL OR trace_id = ?) AND id < ?
            ORDER BY id DESC
            LIMIT ?
            """;
    private static final String VERSION = """
            SELECT max(split_part(scorer, '/', -1)::int) AS version FROM eval.score
            WHERE trace_id = ? AND span_id = ? AND project_id = ? AND name = ? AND scorer ~ '/[0-9]{1,9}$'
            """;
    private static final String DRAWN = """
            SELECT count(*) AS n FROM eval.label_drawn drawn JOIN eval.label_draw draw ON draw.id = drawn.draw_id
            WHERE drawn.project_id = ? AND drawn.trace_id = ? AND drawn.span_id = ? AND draw.rubric = ?
            """;
    private static final String FORGET = """
            UPDATE eval.label SET reason = NULL
            WHERE project_id = ? AND trace_id = ? AND span_id = ? AND reason IS NOT NULL
            """;

    private final DataSource database;
    private final RequestReader requests;

    LabelStore(DataSource database) {
        this.database = database;
        this.requests = new RequestReader(database);
    }

    /** The requests of a trace. */
    List<RequestRef> requests(int project, String traceId) {
        return Sql.reading(() ->
                requests.ofTrace(project, traceId).stream().map(Request::ref).toList());
    }

    /** The newest version of the rubric that the request was scored by. */
    Optional<Integer> scoredVersion(RequestRef request, String rubric) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(VERSION)) {
                query.setBytes(1, HEX.parseHex(request.traceId()));
                query.setBytes(2, HEX.parseHex(request.spanId()));
                query.setInt(3, request.projectId());
                query.setString(4, rubric);
                ResultSet row = query.executeQuery();
                row.next();
                return Optional.ofNullable(row.getObject("version", Integer.class));
            }
        });
    }

    /** How many draws for this rubric have given the request. */
    long draws(RequestRef request, String rubric) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(DRAWN)) {
                bindRequest(query, request);
                query.setString(4, rubric);
                ResultSet row = query.executeQuery();
                row.next();
                return row.getLong("n");
            }
        });
    }

    LabelItem add(NewLabel label, Instant now) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                insert.setObject(1, now.atOffset(ZoneOffset.UTC));
                insert.setInt(2, label.request().projectId());
                insert.setBytes(3, HEX.parseHex(label.request().traceId()));
                insert.setBytes(4, HEX.parseHex(label.request().spanId()));
                insert.setString(5, label.rubric());
                insert.setInt(6, label.rubricVersion());
                insert.setString(7, label.label().wire());
                insert.setString(8, label.author());
                insert.setBoolean(9, label.blind());
                insert.setString(10, label.reason());
                ResultSet row = insert.executeQuery();
                row.next();
                return item(row);
            }
        });
    }

    /** Latest first, corrections and what they correct alike. */
    List<LabelItem> list(int project, @Nullable String rubric, @Nullable String traceId, long below, int limit) {
        byte[] trace = traceId == null ? null : HEX.parseHex(traceId);
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setInt(1, project);
                query.setString(2, rubric);
                query.setString(3, rubric);
                query.setBytes(4, trace);
                query.setBytes(5, trace);
                query.setLong(6, below);
                query.setInt(7, limit);
                List<LabelItem> items = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    items.add(item(row));
                }
                return items;
            }
        });
    }

    /** Blanks the words about requests that have been erased, in the caller's transaction. */
    public void forget(Connection connection, Collection<RequestRef> requests) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FORGET)) {
            for (RequestRef request : requests) {
                bindRequest(update, request);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void bindRequest(PreparedStatement statement, RequestRef request) throws SQLException {
        statement.setInt(1, request.projectId());
        statement.setBytes(2, HEX.parseHex(request.traceId()));
        statement.setBytes(3, HEX.parseHex(request.spanId()));
    }

    private static LabelItem item(ResultSet row) throws SQLException {
        return new LabelItem(
                row.getLong("id"),
                new LabelItem.Of(
                        row.getInt("project_id"),
                        HEX.formatHex(row.getBytes("trace_id")),
                        HEX.formatHex(row.getBytes("span_id")),
                        row.getString("rubric"),
                        row.getInt("rubric_version")),
                row.getString("label"),
                new LabelItem.Said(row.getString("author"), row.getBoolean("blind"), row.getString("reason")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("replaces", Long.class));
    }
}
