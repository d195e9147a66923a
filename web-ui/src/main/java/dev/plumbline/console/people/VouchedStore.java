package dev.plumbline.console.people;

import dev.plumbline.console.access.Role;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Users whom a provider vouches for: made, changed and signed in at each log-in, as its word then is. */
@ApplicationScoped
public class VouchedStore {
    private final javax.sql.DataSource database;
    private final SessionStore sessions;

    VouchedStore(@DataSource("console") javax.sql.DataSource database, SessionStore sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    /** Who it is for the provider, and never anybody else there. */
    public record Identity(String issuer, String subject) {}

    /** What the user is called and may do in the console. */
    public record Standing(String name, Role role, boolean content) {
        String text() {
            return role.text() + (content ? ", content" : "");
        }
    }

    /**
     * Signs somebody in.
     *
     * @param longest for how long at most
     * @return the secret for the cookie, or nothing when another user has the name
     */
    public Optional<String> admit(Identity identity, Standing standing, Duration longest) throws SQLException {
        return TransactionSql.in(database, connection -> {
            PersonStore.lock(connection);
            if (taken(connection, identity, standing.name())) {
                AuditStore.write(
                        connection, standing.name(), "session.refused", standing.name(), "name of another user");
                return Optional.empty();
            }
            long id = known(connection, identity, standing);
            return Optional.of(sessions.open(connection, id, standing.name(), longest));
        });
    }

    /** Takes somebody's sessions and place away. @param name for the audit of whoever has no place */
    public void turnAway(Identity identity, String name, String reason) throws SQLException {
        TransactionSql.in(database, connection -> {
            PersonStore.lock(connection);
            PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM console.person WHERE issuer = ? AND subject = ? RETURNING name");
            delete.setString(1, identity.issuer());
            delete.setString(2, identity.subject());
            ResultSet row = delete.executeQuery();
            if (row.next()) {
                AuditStore.write(connection, row.getString(1), "person.leave", row.getString(1), reason);
            }
            AuditStore.write(connection, name, "session.refused", name, reason);
            return true;
        });
    }

    private static boolean taken(Connection connection, Identity identity, String name) throws SQLException {
        PreparedStatement query = connection.prepareStatement("""
                SELECT EXISTS (SELECT FROM console.person WHERE name = ?
                    AND (issuer, subject) IS DISTINCT FROM (?::text, ?::text))
                """);
        query.setString(1, name);
        query.setString(2, identity.issuer());
        query.setString(3, identity.subject());
        ResultSet row = query.executeQuery();
        row.next();
        return row.getBoolean(1);
    }

    /** The person's id; the row says what the provider said last, and the audit has a line when that is new. */
    private static long known(Connection connection, Identity identity, Standing standing) throws SQLException {
        PreparedStatement query = connection.prepareStatement(
                "SELECT id, name, role, content FROM console.person WHERE issuer = ? AND subject = ?");
        query.setString(1, identity.issuer());
        query.setString(2, identity.subject());
        ResultSet row = query.executeQuery();
        if (!row.next()) {
            AuditStore.write(connection, standing.name(), "person.join", standing.name(), standing.text());
            return write(connection, """
                    INSERT INTO console.person (name, role, content, issuer, subject) VALUES (?, ?, ?, ?, ?) RETURNING id
                    """, identity, standing);
        }
        long id = row.getLong("id");
        Standing before = new Standing(
                row.getString("name"), Role.of(row.getString("role")).orElse(Role.VIEWER), row.getBoolean("content"));
        if (before.equals(standing)) {
            return id;
        }
        AuditStore.write(
                connection,
                standing.name(),
                "person.change",
                before.name(),
                standing.text() + (before.name().equals(standing.name()) ? "" : ", now " + standing.name()));
        return write(connection, """
                UPDATE console.person SET name = ?, role = ?, content = ? WHERE issuer = ? AND subject = ? RETURNING id
                """, identity, standing);
    }

    private static long write(Connection connection, String statement, Identity identity, Standing standing)
            throws SQLException {
        PreparedStatement change = connection.prepareStatement(statement);
        change.setString(1, standing.name());
        change.setString(2, standing.role().text());
        change.setBoolean(3, standing.content());
        change.setString(4, identity.issuer());
        change.setString(5, identity.subject());
        ResultSet row = change.executeQuery();
        row.next();
        return row.getLong(1);
    }
}
