package dev.plumbline.tracestore.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Runs statements in one transaction and turns their faults into {@link DatabaseException}. */
public final class Sql {
    /** Classes of SQL states: data exceptions, violated constraints, limits of the program. */
    private static final List<String> ABOUT_VALUES = List.of("22", "23", "54");

    private Sql() {}

    /** Statements on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Commits what the work did, or nothing of it. */
    public static <T> T transaction(DataSource database, Work<T> work) {
        try {
            return inTransaction(database, work);
        } catch (SQLException e) {
            throw fault(e);
        } catch (AssertionError e) {
            // The driver asserts, where assertions are on, that a connection which the server closed is open.
            throw new DatabaseException(String.valueOf(e.getMessage()), false, e);
        }
    }

    private static <T> T inTransaction(DataSource database, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /** Statements that give nothing back. */
    @FunctionalInterface
    public interface Step {
        void run(Connection connection) throws SQLException;
    }

    /** Commits what the step did, or nothing of it. */
    public static void commit(DataSource database, Step step) {
        transaction(database, connection -> {
            step.run(connection);
            return true;
        });
    }

    /** Statements that each stand alone: reading. */
    public static <T> T read(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** Statements on connections of a reader's own. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws SQLException;
    }

    /** Turns the faults of a reader that has its own connections. */
    public static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static DatabaseException fault(SQLException e) {
        String state = e.getSQLState();
        boolean data = state != null && ABOUT_VALUES.stream().anyMatch(state::startsWith);
        return new DatabaseException(String.valueOf(e.getMessage()), data, e);
    }
}
