package dev.plumbline.tracestore.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * The outbox table of one schema. Events are appended in the transaction of their cause and relayed at least once:
 * a relay locks rows that no other holds, sends them, and deletes them only when the bus has acknowledged all.
 */
public final class Outbox {
    private static final long SEND_SECONDS = 30;

    private final String table;

    /** @param schema the owner's schema, which has a table {@code outbox (id, topic, key, value)} */
    public Outbox(String schema) {
        if (!schema.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not a schema: " + schema);
        }
        this.table = schema + ".outbox";
    }

    /** An event on its way: {@code value} is the JSON of the event. */
    public record Event(String topic, String key, byte[] value) {}

    /** Puts one event on the bus; the stage completes when the bus has it. */
    @FunctionalInterface
    public interface Sender {
        CompletionStage<?> send(Event event);
    }

    /** Adds events in the caller's transaction. */
    public void append(Connection connection, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (topic, key, value) SELECT * FROM unnest(?::text[], ?::text[], ?::bytea[])")) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "text", events.stream().map(Event::topic).toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "text", events.stream().map(Event::key).toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", events.stream().map(Event::value).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    /**
     * Sends up to {@code limit} events and forgets them.
     *
     * @return how many were sent
     * @throws SQLException when the database fails; events may then be sent again
     * @throws BusException when the bus did not take all of them; nothing is forgotten
     */
    public int relay(DataSource database, int limit, Sender bus) throws SQLException, BusException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Long> ids = new ArrayList<>();
                List<Event> events = claim(connection, limit, ids);
                send(events, bus);
                delete(connection, ids);
                connection.commit();
                return ids.size();
            } catch (SQLException | BusException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** How many events wait; for metrics. */
    public long backlog(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM " + table)) {
            ResultSet row = count.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private List<Event> claim(Connection connection, int limit, List<Long> ids) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id, topic, key, value FROM " + table + " ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED")) {
            query.setInt(1, limit);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                ids.add(row.getLong(1));
                events.add(new Event(row.getString(2), row.getString(3), row.getBytes(4)));
            }
        }
        return events;
    }

    private static void send(List<Event> events, Sender bus) throws BusException {
        CompletableFuture<?>[] sent = events.stream()
                .map(event -> bus.send(event).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(sent).get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BusException("the bus did not take " + events.size() + " events", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("interrupted while sending", e);
        }
    }

    private void delete(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE id = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("int8", ids.toArray()));
            delete.executeUpdate();
        }
    }

    /** The bus is not there or refuses. */
    public static final class BusException extends Exception {
        private static final long serialVersionUID = 1L;

        BusException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
