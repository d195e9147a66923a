package dev.plumbline.alerting.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Alerts and their history. Changes join the caller's transaction, beside the state that caused them. */
@Singleton
public class AlertStore {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DataSource database;
    private final ObjectMapper json;
    private final Clock clock;

    AlertStore(DataSource database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** Opens an alert; empty when one of the same subject is open already. */
    public OptionalLong open(Connection connection, NewAlert alert) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(AlertSql.OPEN)) {
            insert.setString(1, alert.subject().fingerprint());
            insert.setInt(2, alert.subject().projectId());
            insert.setString(3, alert.subject().feature());
            insert.setString(4, alert.subject().kind());
            insert.setString(5, alert.subject().name());
            insert.setString(6, alert.severity());
            insert.setString(7, alert.statement());
            insert.setString(8, write(alert.evidence()));
            insert.setLong(9, alert.openedNano());
            insert.setTimestamp(10, Timestamp.from(clock.instant()));
            insert.setTimestamp(11, Timestamp.from(clock.instant()));
            ResultSet row = insert.executeQuery();
            if (!row.next()) {
                return OptionalLong.empty();
            }
            long id = row.getLong(1);
            transition(connection, id, "opened", "plumbline", null);
            return OptionalLong.of(id);
        }
    }

    /** Whether an alert of this subject is open. */
    public boolean isOpen(Connection connection, NewAlert.Subject subject) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(AlertSql.IS_OPEN)) {
            query.setString(1, subject.fingerprint());
            return query.executeQuery().next();
        }
    }

    /** Renews the statement and the evidence of an open alert; its history and receivers are left in peace. */
    public void renew(Connection connection, NewAlert alert) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(AlertSql.RENEW)) {
            update.setString(1, alert.statement());
            update.setString(2, write(alert.evidence()));
            update.setString(3, alert.subject().fingerprint());
            update.executeUpdate();
        }
    }

    /** Ends the open alert of a subject; empty when none is open. */
    public OptionalLong resolve(Connection connection, NewAlert.Subject subject, long atNano, @Nullable String why)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(AlertSql.RESOLVE)) {
            update.setLong(1, atNano);
            update.setTimestamp(2, Timestamp.from(clock.instant()));
            update.setString(3, subject.fingerprint());
            ResultSet row = update.executeQuery();
            if (!row.next()) {
                return OptionalLong.empty();
            }
            transition(connection, row.getLong(1), "resolved", "plumbline", why);
            return OptionalLong.of(row.getLong(1));
        }
    }

    /** An entry of an alert's history. */
    public void transition(Connection connection, long id, String change, String actor, @Nullable String comment)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(AlertSql.TRANSITION)) {
            insert.setLong(1, id);
            insert.setLong(2, id);
            insert.setTimestamp(3, Timestamp.from(clock.instant()));
            insert.setString(4, change);
            insert.setString(5, actor);
            insert.setString(6, comment);
            insert.executeUpdate();
        }
    }

    /** In the caller's transaction, so that a notification tells what the transition wrote. */
    public Alert get(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(AlertSql.SELECT + "WHERE id = ?")) {
            query.setLong(1, id);
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                throw new IllegalArgumentException("no alert " + id);
            }
            return alert(row);
        }
    }

    /** The alert, held until the end of the transaction. */
    public Optional<Alert> lock(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(AlertSql.SELECT + "WHERE id = ? FOR UPDATE")) {
            query.setLong(1, id);
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(alert(row)) : Optional.empty();
        }
    }

    /** The alert of that id, if there is one. */
    public Optional<Alert> find(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(AlertSql.SELECT + "WHERE id = ?")) {
            query.setLong(1, id);
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(alert(row)) : Optional.empty();
        }
    }

    /** Alerts of a project, newest first. */
    public List<Alert> list(AlertQuery wanted) throws SQLException {
        List<Alert> alerts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(AlertSql.LIST)) {
            query.setInt(1, wanted.projectId());
            query.setString(2, wanted.state());
            query.setString(3, wanted.state());
            query.setString(4, wanted.feature());
            query.setString(5, wanted.feature());
            query.setLong(6, wanted.before());
            query.setInt(7, wanted.limit());
            ResultSet row = query.executeQuery();
            while (row.next()) {
                alerts.add(alert(row));
            }
        }
        return alerts;
    }

    /** The statements of open drift alerts of a feature, for the evidence of others. */
    public List<String> openFindings(Connection connection, int projectId, String feature) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(AlertSql.OPEN_FINDINGS)) {
            query.setInt(1, projectId);
            query.setString(2, feature);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                findings.add(row.getString(1));
            }
        }
        return findings;
    }

    /** Every alert of a project that fires now. */
    public List<Alert> firing(Connection connection, int projectId) throws SQLException {
        List<Alert> alerts = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(AlertSql.FIRING)) {
            query.setInt(1, projectId);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                alerts.add(alert(row));
            }
        }
        return alerts;
    }

    /** What happened to an alert, in order. */
    public List<Alert.Transition> history(long id) throws SQLException {
        List<Alert.Transition> history = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(AlertSql.HISTORY)) {
            query.setLong(1, id);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                history.add(new Alert.Transition(
                        row.getInt("seq"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("change"),
                        row.getString("actor"),
                        row.getString("comment")));
            }
        }
        return history;
    }

    private Alert alert(ResultSet row) throws SQLException {
        long resolved = row.getLong("resolved_nano");
        boolean open = row.wasNull();
        return new Alert(
                row.getLong("id"),
                new NewAlert.Subject(
                        row.getInt("project_id"),
                        row.getString("feature"),
                        row.getString("kind"),
                        row.getString("subject")),
                row.getString("severity"),
                row.getString("state"),
                row.getString("statement"),
                read(row.getString("evidence")),
                new Alert.Times(
                        instant(row.getLong("opened_nano")),
                        open ? null : instant(resolved),
                        row.getString("acknowledged_by"),
                        instant(row.getTimestamp("acknowledged_at")),
                        row.getString("assigned_to"),
                        instant(row.getTimestamp("snoozed_until")),
                        row.getString("resolved_by")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static Instant instant(long nano) {
        return Instant.ofEpochSecond(nano / NANOS_PER_SECOND, nano % NANOS_PER_SECOND);
    }

    private String write(Evidence evidence) {
        try {
            return json.writeValueAsString(evidence).replace("\\u0000", "\uFFFD");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Evidence read(String text) {
        try {
            return json.readValue(text, Evidence.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
