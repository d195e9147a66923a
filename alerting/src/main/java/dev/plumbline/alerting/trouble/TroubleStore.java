package dev.plumbline.alerting.trouble;

import dev.plumbline.alerting.alert.AlertStore;
import dev.plumbline.alerting.alert.Evidence;
import dev.plumbline.alerting.alert.NewAlert;
import dev.plumbline.alerting.notify.NotificationStore;
import jakarta.inject.Singleton;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/** Tickets about rules that cannot be judged: one while it lasts, ended when it is over. */
@Singleton
public class TroubleStore {
    /** The kind of these alerts. */
    public static final String KIND = "rule_error";

    private static final int LONGEST = 400;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final String OPEN = """
            SELECT subject FROM alert.alert
            WHERE state = 'firing' AND kind = 'rule_error' AND project_id = ? AND feature = ?
            """;

    private final DataSource database;
    private final AlertStore alerts;
    private final NotificationStore notifications;
    private final Clock clock;

    TroubleStore(DataSource database, AlertStore alerts, NotificationStore notifications, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** What cannot be judged. @param name the rule's, or the file's */
    public record Place(int projectId, String feature, String name) {
        private NewAlert.Subject subject() {
            return new NewAlert.Subject(projectId, feature, KIND, name);
        }
    }

    /** Opens the ticket, in a transaction of its own. */
    public void raise(Place place, String why) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                raise(connection, place, why);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Opens the ticket, or renews what an open one says, in the caller's. */
    public void raise(Connection connection, Place place, String why) throws SQLException {
        Instant now = clock.instant();
        long nano = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
        String cause = why.length() > LONGEST ? why.substring(0, LONGEST) + "…" : why;
        NewAlert alert = new NewAlert(
                place.subject(),
                "ticket",
                place.feature() + ": " + place.name() + " cannot be judged: " + cause.replace('\0', '\uFFFD')
                        + " Whether answers are good is not known.",
                new Evidence(
                        new Evidence.Measure(0, null, new Evidence.Share(0, 0, 1), null, null, null),
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Evidence.Period(nano, nano)),
                nano);
        OptionalLong opened = alerts.open(connection, alert);
        if (opened.isEmpty()) {
            alerts.renew(connection, alert);
        }
        tell(connection, opened);
    }

    /** Ends the ticket where there is one, in a transaction of its own. */
    public void end(Place place) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                end(connection, place);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Ends the ticket where there is one, in the caller's. */
    public void end(Connection connection, Place place) throws SQLException {
        Instant now = clock.instant();
        tell(
                connection,
                alerts.resolve(
                        connection, place.subject(), now.getEpochSecond() * NANOS_PER_SECOND + now.getNano(), null));
    }

    /** What of a feature has a ticket now. */
    public Set<String> open(Connection connection, int projectId, String feature) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(OPEN)) {
            query.setInt(1, projectId);
            query.setString(2, feature);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private void tell(Connection connection, OptionalLong alert) throws SQLException {
        if (alert.isPresent()) {
            notifications.enqueue(connection, alerts.get(connection, alert.getAsLong()));
        }
    }
}
