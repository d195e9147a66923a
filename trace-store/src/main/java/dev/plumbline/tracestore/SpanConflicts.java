package dev.plumbline.tracestore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which spans that are there already were sent again with something else in them. Compared is what was sent: name, end,
 * parent, status, attributes, resource, events and links; what Plumbline reads into them may change with its version.
 */
final class SpanConflicts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> READ_INTO = List.of("dialect", "content", "notes");

    private SpanConflicts() {}

    /** @param body null where retention has taken the content */
    private record Sent(List<@Nullable Object> thin, byte @Nullable [] body) {
        static Sent of(SpanRecord row) {
            Span span = row.span();
            return new Sent(
                    Arrays.asList(
                            span.outcome().endNano(),
                            span.parentSpanId(),
                            Storable.text(span.name()),
                            span.kind().name(),
                            span.outcome().status().name(),
                            Storable.textOrNull(span.outcome().message())),
                    PayloadCodec.encode(row.payload()));
        }

        boolean differs(Sent other) {
            return !thin.equals(other.thin)
                    || body != null
                            && other.body != null
                            && !Arrays.equals(body, other.body)
                            && !Objects.equals(tree(body), tree(other.body));
        }
    }

    /**
     * @param duplicates by batch
     * @param stored what the caller has just written; any other is in the store
     * @return those of the duplicates that differ from the one that stays, by identity
     */
    static Set<SpanRecord> among(Connection connection, List<List<SpanRecord>> duplicates, List<SpanRecord> stored)
            throws SQLException {
        Set<SpanRecord> conflicting = Collections.newSetFromMap(new IdentityHashMap<>());
        List<SpanRecord> all = duplicates.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return conflicting;
        }
        Map<SpanKey, Sent> kept = new HashMap<>();
        Map<SpanKey, SpanRecord> fresh = new HashMap<>();
        stored.forEach(row -> fresh.put(row.span().key(), row));
        for (SpanRecord row : all) {
            SpanRecord own = fresh.get(row.span().key());
            if (own != null) {
                kept.computeIfAbsent(row.span().key(), key -> Sent.of(own));
            }
        }
        List<SpanRecord> there =
                all.stream().filter(row -> !kept.containsKey(row.span().key())).toList();
        kept.putAll(read(
                connection, there.stream().filter(row -> !row.dayOfReceipt()).toList(), true));
        kept.putAll(
                read(connection, there.stream().filter(SpanRecord::dayOfReceipt).toList(), false));
        for (SpanRecord row : all) {
            Sent first = kept.get(row.span().key());
            if (first != null && first.differs(Sent.of(row))) {
                conflicting.add(row);
            }
        }
        return conflicting;
    }

    /** @param byDay whether each is filed under its own day, so that no other needs a look */
    private static Map<SpanKey, Sent> read(Connection connection, List<SpanRecord> rows, boolean byDay)
            throws SQLException {
        Map<SpanKey, Sent> found = new HashMap<>();
        if (rows.isEmpty()) {
            return found;
        }
        String where = byDay ? SpanSql.SENT + " AND span.day = ANY (?::date[])" : SpanSql.SENT;
        try (PreparedStatement query = connection.prepareStatement(where)) {
            Columns<SpanRecord> columns = new Columns<>(connection, query, rows)
                    .bytes(row -> Hex.bytes(row.span().key().traceId()))
                    .bytes(row -> Hex.bytes(row.span().key().spanId()));
            if (byDay) {
                columns.date(SpanRecord::day);
            }
            ResultSet row = query.executeQuery();
            while (row.next()) {
                found.put(
                        SpanRows.key(row),
                        new Sent(
                                Arrays.asList(
                                        row.getLong("end_nano"),
                                        textOrNull(row.getBytes("parent_span_id")),
                                        row.getString("name"),
                                        row.getString("kind"),
                                        row.getString("status"),
                                        row.getString("status_message")),
                                row.getBytes("body")));
            }
        }
        return found;
    }

    private static @Nullable String textOrNull(byte @Nullable [] id) {
        return id == null ? null : Hex.text(id);
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(PayloadCodec.expand(body));
            return tree instanceof ObjectNode object ? object.remove(READ_INTO) : tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
