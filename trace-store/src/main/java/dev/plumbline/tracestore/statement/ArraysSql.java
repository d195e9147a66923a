package dev.plumbline.tracestore.statement;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Binds one array per column, for {@code unnest}. */
final class ArraysSql<R> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<R> rows;
    private int next;

    /** @param first the parameter that the first column is bound to */
    ArraysSql(Connection connection, PreparedStatement statement, List<R> rows, int first) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.next = first;
    }

    ArraysSql<R> bind(String type, Function<R, ? extends @Nullable Object> value) throws SQLException {
        Object[] column = rows.stream().map(value).toArray();
        statement.setArray(next++, connection.createArrayOf(type, column));
        return this;
    }

    /** Columns of bytes, which the driver takes as {@code byte[][]} only. */
    ArraysSql<R> bytes(Function<R, byte @Nullable []> value) throws SQLException {
        byte[][] column = new byte[rows.size()][];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        statement.setArray(next++, connection.createArrayOf("bytea", column));
        return this;
    }

    /** The first parameter that is not bound yet. */
    int next() {
        return next;
    }
}
