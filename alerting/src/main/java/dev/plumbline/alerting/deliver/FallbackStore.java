package dev.plumbline.alerting.deliver;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells another receiver in the place of one that cannot be told: what failed for good, and what has failed for long and is
 * tried on. A message that carried others carries them to the fallback too. A circle of fallbacks ends by itself, since
 * nobody is told of a transition twice.
 */
@Singleton
class FallbackStore {
    private final MessageStore messages;
    private final Clock clock;

    FallbackStore(MessageStore messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** @param name of the receiver that could not be told */
    private record Fallback(int id, String name) {}

    private record Failed(
            String id,
            long alertId,
            int seq,
            String body,
            @Nullable String carrier) {}

    /**
     * In the transaction that marks the failure.
     *
     * @param id of a notification that has failed for long; empty when only what failed for good counts
     */
    void tell(Connection connection, int receiver, String id) throws SQLException {
        List<Failed> failed = take(connection, receiver, id);
        try (PreparedStatement query = connection.prepareStatement(DeliverySql.FALLBACK)) {
            query.setInt(1, receiver);
            ResultSet row = query.executeQuery();
            if (row.next() && !failed.isEmpty()) {
                tell(connection, new Fallback(row.getInt(1), row.getString(2)), failed);
            }
        }
    }

    private static List<Failed> take(Connection connection, int receiver, String id) throws SQLException {
        List<Failed> failed = new ArrayList<>();
        try (PreparedStatement take = connection.prepareStatement(DeliverySql.FALL_BACK)) {
            take.setInt(1, receiver);
            take.setString(2, id);
            take.setString(3, id);
            ResultSet row = take.executeQuery();
            while (row.next()) {
                failed.add(new Failed(
                        row.getString("id"),
                        row.getLong("alert_id"),
                        row.getInt("seq"),
                        row.getString("body"),
                        row.getString("carrier_id")));
            }
        }
        return failed;
    }

    private void tell(Connection connection, Fallback to, List<Failed> failed) throws SQLException {
        Map<String, String> ids = new HashMap<>();
        try (PreparedStatement tell = connection.prepareStatement(DeliverySql.TELL_FALLBACK)) {
            for (Failed one : failed) {
                if (one.carrier() == null) {
                    String id = "msg_" + UUID.randomUUID();
                    if (insert(tell, id, to, one, null)) {
                        ids.put(one.id(), id);
                    }
                }
            }
            for (Failed one : failed) {
                if (one.carrier() != null) {
                    insert(tell, "msg_" + UUID.randomUUID(), to, one, ids.get(one.carrier()));
                }
            }
        }
    }

    private boolean insert(PreparedStatement tell, String id, Fallback to, Failed one, @Nullable String carrier)
            throws SQLException {
        tell.setString(1, id);
        tell.setLong(2, one.alertId());
        tell.setInt(3, to.id());
        tell.setInt(4, one.seq());
        tell.setString(5, messages.inPlaceOf(one.body(), to.name()));
        tell.setTimestamp(6, Timestamp.from(clock.instant()));
        tell.setString(7, carrier == null ? "pending" : "carried");
        tell.setString(8, carrier);
        return tell.executeUpdate() == 1;
    }
}
