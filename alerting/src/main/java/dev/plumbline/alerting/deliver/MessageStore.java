package dev.plumbline.alerting.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;

/** What a message says when it is sent for the first time; it is kept, so that every attempt says the same. */
@Singleton
class MessageStore {
    private final ObjectMapper json;
    private final Clock clock;

    MessageStore(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** A stored body. Names what the receiver was not told, so that an end without a beginning explains itself. */
    ObjectNode read(String stored, String[] superseded) {
        try {
            if (!(json.readTree(stored) instanceof ObjectNode message)) {
                throw new IllegalStateException("a stored message is an object");
            }
            if (superseded.length > 0 && !message.path("data").has("alerts")) {
                ArrayNode ids = message.withObject("/data").putArray("superseded");
                List.of(superseded).forEach(ids::add);
            }
            return message;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for somebody else. @param name of the receiver that could not be told */
    String inPlaceOf(String stored, String name) {
        ObjectNode message = read(stored, new String[0]);
        message.withObject("/data").put("inPlaceOf", name);
        return message.toString();
    }

    /** The message with the others of its group and the counts of what was held back. */
    Due complete(Connection connection, Due due, @Nullable String group) throws SQLException {
        ObjectNode message = (ObjectNode) due.message();
        boolean changed = false;
        if (group != null) {
            flushed(connection, due.receiverId(), group);
            TreeMap<Long, ObjectNode> others = others(connection, due, group);
            if (!others.isEmpty()) {
                Together.join(message, List.copyOf(others.values()), group);
                changed = true;
            }
        }
        changed |= countHeldBack(connection, due, message);
        if (changed) {
            keep(connection, due.id(), message);
        }
        return due;
    }

    private void flushed(Connection connection, int receiver, String group) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DeliverySql.GROUP_FLUSHED)) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setInt(2, receiver);
            update.setString(3, group);
            update.executeUpdate();
        }
    }

    private TreeMap<Long, ObjectNode> others(Connection connection, Due due, String group) throws SQLException {
        TreeMap<Long, ObjectNode> others = new TreeMap<>();
        try (PreparedStatement carry = connection.prepareStatement(DeliverySql.CARRY)) {
            carry.setString(1, due.id());
            carry.setInt(2, due.receiverId());
            carry.setString(3, group);
            carry.setTimestamp(4, Timestamp.from(clock.instant()));
            ResultSet row = carry.executeQuery();
            while (row.next()) {
                others.put(row.getLong("alert_id"), read(row.getString("body"), (String[])
                        row.getArray("superseded").getArray()));
            }
        }
        return others;
    }

    private static boolean countHeldBack(Connection connection, Due due, ObjectNode message) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(DeliverySql.HELD_BACK)) {
            count.setString(1, due.id());
            count.setInt(2, due.receiverId());
            count.setString(3, due.id());
            ResultSet row = count.executeQuery();
            boolean any = false;
            while (row.next()) {
                message.withObject("/data/heldBack").put(row.getString("held_by"), row.getLong("held"));
                any = true;
            }
            return any;
        }
    }

    private void keep(Connection connection, String id, JsonNode message) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(DeliverySql.KEEP_BODY)) {
            keep.setString(1, json.writeValueAsString(message));
            keep.setString(2, id);
            keep.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
