package dev.plumbline.tracestore;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The conditions of a query as SQL, and the values of its parameters. */
final class RequestWhere {
    private final StringBuilder sql = new StringBuilder("project_id = ? AND start_nano >= ? AND start_nano < ?");
    private final List<@Nullable Object> values = new ArrayList<>();

    RequestWhere(RequestQuery query) {
        RequestQuery.Filter filter = query.filter();
        values.add(query.projectId());
        values.add(query.fromNano());
        values.add(query.toNano());
        add(" AND feature = ?", filter.feature());
        add(" AND release = ?", filter.release());
        add(" AND status = ?", filter.status());
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

    /** Sets all parameters from the first on. @return the index of the next one */
    int set(PreparedStatement query) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            query.setObject(i + 1, values.get(i));
        }
        return values.size() + 1;
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    /** A request that has no such value is not among those that have it, and stays when it is left out. */
    private void match(RequestQuery.Match match) {
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
