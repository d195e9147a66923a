package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.tracestore.skip.Part;
import dev.plumbline.tracestore.skip.Value;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The conditions of a query as SQL, and the values of its parameters. */
final class RequestWhere {
    private static final String FAILED = SpanStatus.ERROR.name();

    private final StringBuilder sql = new StringBuilder("project_id = ?");
    private final List<@Nullable Object> values = new ArrayList<>();
    private final Set<Value> held = new LinkedHashSet<>();

    RequestWhere(RequestQuery query) {
        this(query, new Part(query.fromNano(), query.toNano()));
    }

    /** @param range in place of the query's; null: it stands elsewhere in the statement */
    RequestWhere(RequestQuery query, @Nullable Part range) {
        RequestQuery.Filter filter = query.filter();
        values.add(query.projectId());
        if (range != null) {
            // Numbers that stand in the statement: how long the range is decides which index is best.
            sql.append(" AND start_nano >= ")
                    .append(range.from())
                    .append(" AND start_nano < ")
                    .append(range.to());
        }
        equal(RequestQuery.Field.FEATURE, filter.feature());
        equal(RequestQuery.Field.RELEASE, filter.release());
        equal(RequestQuery.Field.STATUS, filter.status());
        add(" AND session_id = ?", filter.sessionId());
        add(" AND fingerprint = ?", Hex.bytesOrNull(filter.fingerprint()));
        if (filter.text() != null) {
            sql.append(" AND (strpos(lower(input_text), lower(?)) > 0 OR strpos(lower(output_text), lower(?)) > 0)");
            values.add(filter.text());
            values.add(filter.text());
        }
        filter.matches().forEach(this::match);
        if (query.after() != null) {
            sql.append(" AND (start_nano, trace_id) < (?, ?)");
            values.add(query.after().startNano());
            values.add(Hex.bytes(query.after().traceId()));
        }
    }

    String sql() {
        return sql.toString();
    }

    /** Those that each request has that is found, as far as minutes are known to hold them. */
    Set<Value> values() {
        return held;
    }

    /** Sets all parameters from the given one on. @return the index of the next one */
    int set(PreparedStatement query, int first) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            query.setObject(first + i, values.get(i));
        }
        return first + values.size();
    }

    private void equal(RequestQuery.Field field, @Nullable String value) {
        if (value != null) {
            match(new RequestQuery.Match(field, "", value, true));
        }
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    /** A request that has no such value is not among those that have it, and stays when it is left out. */
    private void match(RequestQuery.Match match) {
        if (match.wanted()) {
            held.add(new Value(match.field().name(), match.key(), match.value()));
        }
        if (match.field() == RequestQuery.Field.STATUS && match.value().equals(FAILED)) {
            // Not as a parameter: there is an index of these alone.
            sql.append(match.wanted() ? " AND status = '" : " AND status <> '")
                    .append(FAILED)
                    .append("'");
            return;
        }
        if (match.field() == RequestQuery.Field.ATTRIBUTE) {
            sql.append(" AND attributes ->> ?");
            values.add(match.key());
        } else {
            sql.append(" AND ").append(match.field().name().toLowerCase(Locale.ROOT));
        }
        sql.append(match.wanted() ? " = ?" : " IS DISTINCT FROM ?");
        values.add(match.value());
    }
}
