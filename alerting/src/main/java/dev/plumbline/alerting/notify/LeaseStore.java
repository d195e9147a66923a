package dev.plumbline.alerting.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.webhook.Attempt;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
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
    private final ObjectMapper json;
    private final Clock clock;

    LeaseStore(DataSource database, AlertingConfig config, ObjectMapper json, Clock clock) {
        this.database = database;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** Names what the receiver was not told, so that an end without a beginning explains itself. */
    private JsonNode message(String stored, String[] superseded) {
        try {
            JsonNode message = json.readTree(stored);
            if (superseded.length > 0 && message instanceof ObjectNode alert) {
                ArrayNode ids = alert.withObject("/data").putArray("superseded");
                List.of(superseded).forEach(ids::add);
            }
            return message;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Receivers with something to send and nobody sending. */
    List<Integer> waiting() throws SQLException {
        List<Integer> receivers = new ArrayList<>();
        Timestamp now = Timestamp.from(clock.instant());
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(NotificationSql.WAITING)) {
            query.setTimestamp(1, now);
            query.setTimestamp(2, now);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                receivers.add(row.getInt(1));
            }
        }
        return receivers;
    }

    /** Takes the receiver's next notification for as long as a delivery may take. */
    Optional<Due> lease(int receiver) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection();
                PreparedStatement lease = connection.prepareStatement(NotificationSql.LEASE)) {
            lease.setTimestamp(
                    1, Timestamp.from(now.plus(config.deliveryTimeout()).plus(SLACK)));
            lease.setInt(2, receiver);
            lease.setTimestamp(3, Timestamp.from(now));
            lease.setTimestamp(4, Timestamp.from(now));
            ResultSet row = lease.executeQuery();
            return row.next()
                    ? Optional.of(new Due(
                            row.getString("id"),
                            row.getInt("receiver_id"),
                            message(row.getString("body"), (String[])
                                    row.getArray("superseded").getArray()),
                            row.getLong("fence"),
                            row.getInt("attempts")))
                    : Optional.empty();
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
            try (PreparedStatement mark = connection.prepareStatement(NotificationSql.MARK);
                    PreparedStatement log = connection.prepareStatement(NotificationSql.LOG)) {
                mark.setString(1, state);
                mark.setString(2, state);
                mark.setTimestamp(3, Timestamp.from(clock.instant().plus(wait.orElse(Duration.ZERO))));
                mark.setString(4, due.id());
                mark.setLong(5, due.fence());
                mark.executeUpdate();
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
                connection.commit();
                return state;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void disable(Connection connection, int receiver) throws SQLException {
        try (PreparedStatement disable = connection.prepareStatement(NotificationSql.DISABLE)) {
            disable.setTimestamp(1, Timestamp.from(clock.instant()));
            disable.setString(2, "answered 410 Gone");
            disable.setInt(3, receiver);
            disable.executeUpdate();
        }
        try (PreparedStatement giveUp = connection.prepareStatement(NotificationSql.GIVE_UP)) {
            giveUp.setInt(1, receiver);
            giveUp.executeUpdate();
        }
    }
}
