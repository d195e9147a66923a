package dev.plumbline.alerting.decision;

import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.audit.AuditStore;
import dev.plumbline.alerting.decision.Decision.Outcome;
import dev.plumbline.alerting.notify.NotificationStore;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Takes decisions: the alert, its history and the audit in one transaction, one decision about an alert at a time. */
@Singleton
class DecisionStore {
    private static final String ACKNOWLEDGE =
            "UPDATE alert.alert SET acknowledged_by = ?, acknowledged_at = ? WHERE id = ?";
    private static final String ASSIGN = "UPDATE alert.alert SET assigned_to = ? WHERE id = ?";
    private static final String SNOOZE = "UPDATE alert.alert SET snoozed_until = ? WHERE id = ?";
    private static final String RESOLVE = """
            UPDATE alert.alert SET state = 'resolved', resolved_by = ?, resolved_nano = ?, resolved_at = ? WHERE id = ?
            """;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DataSource database;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final AuditStore audit;
    private final Clock clock;

    DecisionStore(
            DataSource database, AlertStore alerts, NotificationStore notifications, AuditStore audit, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.notifications = notifications;
        this.audit = audit;
        this.clock = clock;
    }

    Outcome take(Decision decision) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Outcome outcome = take(connection, decision);
                connection.commit();
                return outcome;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private Outcome take(Connection connection, Decision decision) throws SQLException {
        Optional<Alert> alert = alerts.lock(connection, decision.alertId());
        if (alert.isEmpty()) {
            return Outcome.UNKNOWN_ALERT;
        }
        if (decision.kind().onlyOpen() && !alert.get().state().equals("firing")) {
            return Outcome.ALERT_HAS_ENDED;
        }
        change(connection, decision);
        alerts.transition(connection, decision.alertId(), decision.kind().change(), decision.actor(), said(decision));
        audit.write(
                connection,
                new AuditStore.Entry(
                        decision.actor(),
                        decision.kind().action(),
                        "alert/" + decision.alertId(),
                        facts(alert.get(), null),
                        facts(alerts.get(connection, decision.alertId()), decision.comment())));
        if (decision.kind() == Decision.Kind.RESOLVED) {
            notifications.enqueue(connection, alerts.get(connection, decision.alertId()));
        }
        return Outcome.TAKEN;
    }

    private void change(Connection connection, Decision decision) throws SQLException {
        Instant now = clock.instant();
        switch (decision.kind()) {
            case ACKNOWLEDGED ->
                update(connection, ACKNOWLEDGE, decision.actor(), Timestamp.from(now), decision.alertId());
            case ASSIGNED -> update(connection, ASSIGN, decision.assignee(), decision.alertId());
            case SNOOZED ->
                update(
                        connection,
                        SNOOZE,
                        Timestamp.from(Optional.ofNullable(decision.until()).orElse(now)),
                        decision.alertId());
            case RESOLVED ->
                update(
                        connection,
                        RESOLVE,
                        decision.actor(),
                        now.getEpochSecond() * NANOS_PER_SECOND + now.getNano(),
                        Timestamp.from(now),
                        decision.alertId());
            case COMMENTED -> {}
        }
    }

    private static void update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }

    /** What the history shows: to whom or until when, and the comment. */
    private static @Nullable String said(Decision decision) {
        String what = switch (decision.kind()) {
            case ASSIGNED -> decision.assignee() == null ? "to nobody" : "to " + decision.assignee();
            case SNOOZED -> "until " + decision.until();
            default -> "";
        };
        String comment = decision.comment() == null ? "" : decision.comment();
        String said = what.isEmpty() || comment.isEmpty() ? what + comment : what + ": " + comment;
        return said.isEmpty() ? null : said;
    }

    private static Map<String, String> facts(Alert alert, @Nullable String comment) {
        Map<String, String> facts = new TreeMap<>(Map.of("state", alert.state()));
        put(facts, "acknowledgedBy", alert.times().acknowledgedBy());
        put(facts, "assignedTo", alert.times().assignedTo());
        put(facts, "snoozedUntil", alert.times().snoozedUntil());
        put(facts, "comment", comment);
        return facts;
    }

    private static void put(Map<String, String> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }
}
