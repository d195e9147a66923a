package dev.plumbline.alerting.deliver;

import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.webhook.Attempt;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Notifications on their way: a lease with a fence for each attempt, so that two workers never both mark one. */
@Singleton
class LeaseStore {
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final DataSource database;
    private final AlertingConfig config;
    private final MessageStore messages;
    private final FallbackStore fallbacks;
    private final Clock clock;

    LeaseStore(
            DataSource database, AlertingConfig config, MessageStore messages, FallbackStore fallbacks, Clock clock) {
        this.fallbacks = fallbacks;
        this.database = database;
        this.config = config;
        this.messages = messages;
        this.clock = clock;
    }

    /** Receivers with something to send and nobody sending. */
    List<Integer> waiting() throws SQLException {
        List<Integer> receivers = new ArrayList<>();
        Timestamp now = Timestamp.from(clock.instant());
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(DeliverySql.WAITING)) {
            query.setTimestamp(1, now);
            query.setTimestamp(2, now);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                receivers.add(row.getInt(1));
            }
        }
        return receivers;
    }

    /**
     * Takes the receiver's next notification for as long as a delivery may take. The first time, all that is due of its
     * group joins it, and what was held back from the receiver is counted in it: what it says then stays, on every attempt.
     */
    Optional<Due> lease(int receiver) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Due> due = lease(connection, receiver);
                connection.commit();
                return due;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private Optional<Due> lease(Connection connection, int receiver) throws SQLException {
        Instant now = clock.instant();
        try (PreparedStatement lease = connection.prepareStatement(DeliverySql.LEASE)) {
            lease.setTimestamp(
                    1, Timestamp.from(now.plus(config.deliveryTimeout()).plus(SLACK)));
            lease.setInt(2, receiver);
            lease.setTimestamp(3, Timestamp.from(now));
            lease.setTimestamp(4, Timestamp.from(now));
            ResultSet row = lease.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            Due due = new Due(
                    row.getString("id"),
                    receiver,
                    messages.read(row.getString("body"), (String[])
                            row.getArray("superseded").getArray()),
                    row.getLong("fence"),
                    row.getInt("attempts"));
            boolean first = due.fence() == 1 && due.attempts() == 0;
            return Optional.of(first ? messages.complete(connection, due, row.getString("group_key")) : due);
        }
    }

    /**
     * Logs the attempt, and marks the notification unless another worker has taken it over meanwhile. Returns
     * {@code delivered}, {@code pending} when it will be tried again, or {@code failed}.
     */
    String mark(Due due, Attempt attempt) throws SQLException {
        Optional<Duration> wait = RetrySchedule.after(due.attempts() + 1, attempt.retryAfter());
        String state = attempt.delivered()
                ? "delivered"
                : attempt.gone() || attempt.refused() || wait.isEmpty() ? "failed" : "pending";
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement mark = connection.prepareStatement(DeliverySql.MARK);
                    PreparedStatement log = connection.prepareStatement(DeliverySql.LOG)) {
                mark.setString(1, state);
                mark.setString(2, state);
                mark.setTimestamp(3, Timestamp.from(clock.instant().plus(wait.orElse(Duration.ZERO))));
                mark.setString(4, due.id());
                mark.setLong(5, due.fence());
                if (mark.executeUpdate() == 1 && !state.equals("pending")) {
                    carried(connection, due, state);
                }
                log.setString(1, due.id());
                log.setString(2, due.id());
                log.setTimestamp(3, Timestamp.from(attempt.at()));
                log.setLong(4, attempt.took().toMillis());
                log.setObject(5, attempt.status(), Types.INTEGER);
                log.setString(6, attempt.error());
                log.setString(7, attempt.reply());
                log.executeUpdate();
                if (attempt.gone()) {
                    disable(connection, due.receiverId());
                }
                boolean lasting = RetrySchedule.isLongEnough(due.attempts() + 1);
                if (state.equals("failed") || state.equals("pending") && lasting) {
                    fallbacks.tell(connection, due.receiverId(), lasting ? due.id() : "");
                }
                connection.commit();
                return state;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static void carried(Connection connection, Due due, String state) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(DeliverySql.CARRIED)) {
            mark.setString(1, state);
            mark.setString(2, due.id());
            mark.executeUpdate();
        }
    }

    private void disable(Connection connection, int receiver) throws SQLException {
        try (PreparedStatement disable = connection.prepareStatement(DeliverySql.DISABLE)) {
            disable.setTimestamp(1, Timestamp.from(clock.instant()));
            disable.setString(2, "answered 410 Gone");
            disable.setInt(3, receiver);
            disable.executeUpdate();
        }
        try (PreparedStatement giveUp = connection.prepareStatement(DeliverySql.GIVE_UP)) {
            giveUp.setInt(1, receiver);
            giveUp.executeUpdate();
        }
    }
}
