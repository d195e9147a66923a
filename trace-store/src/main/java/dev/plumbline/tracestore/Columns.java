package dev.plumbline.tracestore;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Binds one array per column, so that a batch of rows of any size is one statement with {@code unnest}. */
final class Columns<R> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<R> rows;
    private int next = 1;

    Columns(Connection connection, PreparedStatement statement, List<R> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    Columns<R> text(Function<R, @Nullable String> value) throws SQLException {
        return bind("text", row -> Storable.textOrNull(value.apply(row)));
    }

    Columns<R> number(Function<R, @Nullable Long> value) throws SQLException {
        return bind("int8", value);
    }

    Columns<R> real(Function<R, @Nullable Double> value) throws SQLException {
        return bind("float8", value);
    }

    Columns<R> integer(Function<R, Integer> value) throws SQLException {
        return bind("int4", value);
    }

    Columns<R> date(Function<R, LocalDate> value) throws SQLException {
        return bind("date", row -> value.apply(row).toString());
    }

    Columns<R> bytes(Function<R, byte @Nullable []> value) throws SQLException {
        byte[][] column = new byte[rows.size()][];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        statement.setArray(next++, connection.createArrayOf("bytea", column));
        return this;
    }

    /** Hex ids as an array of the bytes they stand for. */
    static Array ids(Connection connection, Collection<String> ids) throws SQLException {
        return connection.createArrayOf("bytea", ids.stream().map(Hex::bytes).toArray(byte[][]::new));
    }

    private Columns<R> bind(String type, Function<R, ?> value) throws SQLException {
        statement.setArray(
                next++, connection.createArrayOf(type, rows.stream().map(value).toArray()));
        return this;
    }
}
