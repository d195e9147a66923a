package dev.plumbline.alerting.intake;

import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;

/** The events that tickets followed, each once, however often the bus brings it. */
@Singleton
class FollowedStore {
    private final DataSource database;
    private final Clock clock;

    FollowedStore(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What an event changes, in the transaction that notes the event. */
    interface Change {
        void apply(Connection connection) throws SQLException;
    }

    /** Applies the change and notes the event, or neither; false when it was noted before. */
    boolean once(String eventId, Change change) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean fresh = note(connection, eventId);
                if (fresh) {
                    change.apply(connection);
                }
                connection.commit();
                return fresh;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private boolean note(Connection connection, String eventId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SignalSql.FOLLOWED_EVENT)) {
            insert.setString(1, eventId);
            insert.setTimestamp(2, Timestamp.from(clock.instant()));
            return insert.executeUpdate() == 1;
        }
    }
}
