package dev.plumbline.bench.chaos.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** What alerting itself has written about transitions and notifications. */
final class NotificationsStore {
    private final DataSource database;

    NotificationsStore(DataSource database) {
        this.database = database;
    }

    /** As if the times of the next attempts had come: alerting waits up to ten hours between two. */
    void passTime() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE alert.notification SET next_at = now() - interval '1 s'
                        WHERE state = 'pending' AND next_at > now() AND lease_until IS NULL
                        """)) {
            update.executeUpdate();
        }
    }

    /** Beginnings and ends of alerts. */
    long transitions() throws SQLException {
        return number("SELECT count(*) FROM alert.transition WHERE change IN ('opened', 'resolved')");
    }

    /** Notifications that are still to be sent. */
    long waiting() throws SQLException {
        return number(
                "SELECT count(*) FROM alert.notification WHERE state NOT IN ('delivered', 'superseded', 'failed')");
    }

    /** Notifications that were given up. */
    long failed() throws SQLException {
        return number("SELECT count(*) FROM alert.notification WHERE state = 'failed'");
    }

    long attempts() throws SQLException {
        return number("SELECT count(*) FROM alert.delivery");
    }

    /**
     * By webhook id, how often the sender ran out of patience.
     *
     * @param mostMillis one that took longer stood still itself
     */
    Map<String, Integer> timeouts(long mostMillis) throws SQLException {
        Map<String, Integer> timeouts = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT notification_id, count(*) FROM alert.delivery
                        WHERE error LIKE 'no answer within%' AND millis < ? GROUP BY notification_id
                        """)) {
            query.setLong(1, mostMillis);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                timeouts.put(row.getString(1), row.getInt(2));
            }
        }
        return timeouts;
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
