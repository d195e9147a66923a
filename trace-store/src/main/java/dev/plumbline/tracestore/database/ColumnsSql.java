package dev.plumbline.tracestore.database;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Binds rows as one array per column, for {@code unnest}: one round trip for any number of rows. */
public final class ColumnsSql<T> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int next;

    public ColumnsSql(Connection connection, PreparedStatement statement, List<T> rows) {
        this(connection, statement, rows, 1);
    }

    /** @param first index of the first parameter that is bound */
    public ColumnsSql(Connection connection, PreparedStatement statement, List<T> rows, int first) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.next = first;
    }

    /** @param type the element type in PostgreSQL's words, for example {@code int8} */
    public ColumnsSql<T> add(String type, Function<T, @Nullable Object> value) throws SQLException {
        // The driver takes bytes only in an array of arrays of bytes.
        Object[] values = type.equals("bytea")
                ? rows.stream().map(value).toArray(byte[][]::new)
                : rows.stream().map(value).toArray();
        statement.setArray(next++, connection.createArrayOf(type, values));
        return this;
    }
}
