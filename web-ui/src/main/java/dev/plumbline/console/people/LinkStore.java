package dev.plumbline.console.people;

import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** One-time links: by one the first user is made, by others invited users set their password. */
@ApplicationScoped
public class LinkStore {
    private static final Duration VALID = Duration.ofHours(24);

    private final javax.sql.DataSource database;
    private final SessionStore sessions;
    private final Clock clock;

    LinkStore(@DataSource("console") javax.sql.DataSource database, SessionStore sessions, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What a link is for. @param name of the user who sets a password; null for the first user, who chooses it */
    public record Purpose(@Nullable String name) {}

    /** A link by which the first user is made; any made before is void. */
    public String first() throws SQLException {
        return TransactionSql.in(database, connection -> {
            connection.createStatement().execute("DELETE FROM console.link WHERE person_id IS NULL");
            return make(connection, null);
        });
    }

    /** A link by which a user sets a password; it voids the user's other links and signs out everywhere. */
    public String password(long person, String name, String actor) throws SQLException {
        return TransactionSql.in(database, connection -> {
            for (String table : new String[] {"link", "session"}) {
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM console." + table + " WHERE person_id = ?");
                delete.setLong(1, person);
                delete.executeUpdate();
            }
            AuditStore.write(connection, actor, "person.link", name, "");
            return make(connection, person);
        });
    }

    public Optional<Purpose> purpose(String secret) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT person.name FROM console.link LEFT JOIN console.person ON person.id = link.person_id
                        WHERE link.digest = ? AND link.expires_at > ?
                        """)) {
            query.setBytes(1, Secret.digest(secret));
            query.setObject(2, SessionStore.at(clock.instant()));
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(new Purpose(row.getString(1))) : Optional.empty();
        }
    }

    /**
     * Uses a link up: sets the password, or makes the first user, an admin with the right to content, and signs in.
     *
     * @param name of the first user; of an invited one it is known
     * @return the secret for the cookie, or nothing when the link is void by now
     */
    public Optional<String> use(String secret, String name, String password) throws SQLException {
        String hash = Password.hash(password);
        return TransactionSql.in(database, connection -> {
            PersonStore.lock(connection);
            PreparedStatement take = connection.prepareStatement(
                    "DELETE FROM console.link WHERE digest = ? AND expires_at > ? RETURNING person_id");
            take.setBytes(1, Secret.digest(secret));
            take.setObject(2, SessionStore.at(clock.instant()));
            ResultSet link = take.executeQuery();
            if (!link.next()) {
                return Optional.empty();
            }
            long person = link.getLong(1);
            PreparedStatement set = link.wasNull() ? first(connection, name, hash) : of(connection, person, hash);
            ResultSet row = set.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            AuditStore.write(connection, row.getString(2), "person.password", row.getString(2), "");
            return Optional.of(sessions.open(connection, row.getLong(1), row.getString(2), SessionStore.LONGEST));
        });
    }

    /** Makes nobody when there is a user already. */
    private static PreparedStatement first(Connection connection, String name, String hash) throws SQLException {
        PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO console.person (name, role, content, password)
                SELECT ?, 'admin', true, ? WHERE NOT EXISTS (SELECT FROM console.person) RETURNING id, name
                """);
        insert.setString(1, name);
        insert.setString(2, hash);
        return insert;
    }

    private static PreparedStatement of(Connection connection, long person, String hash) throws SQLException {
        PreparedStatement update = connection.prepareStatement(
                "UPDATE console.person SET password = ? WHERE id = ? AND subject IS NULL RETURNING id, name");
        update.setString(1, hash);
        update.setLong(2, person);
        return update;
    }

    private String make(Connection connection, @Nullable Long person) throws SQLException {
        String secret = Secret.make();
        PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO console.link (digest, person_id, expires_at) VALUES (?, ?, ?)");
        insert.setBytes(1, Secret.digest(secret));
        if (person == null) {
            insert.setNull(2, Types.BIGINT);
        } else {
            insert.setLong(2, person);
        }
        insert.setObject(3, SessionStore.at(clock.instant().plus(VALID)));
        insert.executeUpdate();
        return secret;
    }
}
