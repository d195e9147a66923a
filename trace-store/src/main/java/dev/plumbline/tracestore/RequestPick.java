package dev.plumbline.tracestore;

import dev.plumbline.tracestore.skip.Part;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The latest requests that a query finds in some parts of its time, as SQL. */
final class RequestPick {
    private static final String ORDER = " ORDER BY start_nano DESC, trace_id DESC LIMIT ?";

    private final List<Part> parts;
    private final RequestWhere where;

    /** @param parts of the query's range, in place of it */
    RequestPick(RequestQuery query, List<Part> parts) {
        this.parts = parts;
        this.where = new RequestWhere(query, parts.size() == 1 ? parts.get(0) : null);
    }

    /** @param columns of the request */
    String sql(String columns) {
        String rows = "SELECT " + columns + " FROM trace.request WHERE " + where.sql();
        if (parts.size() == 1) {
            return rows + ORDER;
        }
        // Part after part by the index: the limit holds for each, so that none is read beyond it.
        return "SELECT request.* FROM unnest(?::bigint[], ?::bigint[]) AS part (a, b), LATERAL (" + rows
                + " AND start_nano >= a AND start_nano < b" + ORDER + ") AS request" + ORDER;
    }

    /** Sets all parameters. @return the index of the next one */
    int set(PreparedStatement query, int limit) throws SQLException {
        int next = 1;
        if (parts.size() != 1) {
            query.setArray(1, bigints(query, parts.stream().map(Part::from).toArray(Long[]::new)));
            query.setArray(2, bigints(query, parts.stream().map(Part::to).toArray(Long[]::new)));
            next = 3;
        }
        next = where.set(query, next);
        query.setInt(next++, limit);
        if (parts.size() != 1) {
            query.setInt(next++, limit);
        }
        return next;
    }

    private static Array bigints(PreparedStatement query, Long[] values) throws SQLException {
        return query.getConnection().createArrayOf("bigint", values);
    }
}
