package dev.plumbline.console.people;

import dev.plumbline.console.access.Caller;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Who is signed in. Each request reads its session and its person anew, so that log-out and a changed role count from
 * the next request on.
 */
@ApplicationScoped
public class SessionStore {
    /** Signed in at most this long, and at most this long without doing anything. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration IDLE = Duration.ofHours(12);
    private static final Duration SEEN = Duration.ofMinutes(1);

    private final javax.sql.DataSource database;
    private final Clock clock;

    SessionStore(@DataSource("console") javax.sql.DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @return the secret for the cookie */
    public String open(Person person) throws SQLException {
        return TransactionSql.in(database, connection -> open(connection, person.id(), person.name(), LONGEST));
    }

    /** @param longest for how long at most, whatever is done meanwhile */
    String open(Connection connection, long person, String name, Duration longest) throws SQLException {
        String secret = Secret.make();
        Instant now = clock.instant();
        PreparedStatement old = connection.prepareStatement("DELETE FROM console.session WHERE expires_at < ?");
        old.setObject(1, at(now));
        old.executeUpdate();
        PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO console.session (digest, person_id, seen_at, expires_at) VALUES (?, ?, ?, ?)");
        insert.setBytes(1, Secret.digest(secret));
        insert.setLong(2, person);
        insert.setObject(3, at(now));
        insert.setObject(4, at(now.plus(longest)));
        insert.executeUpdate();
        AuditStore.write(connection, name, "session.open", name, "");
        return secret;
    }

    /** Who is behind a cookie; nobody when it is old, unknown or signed out. */
    public Caller caller(String secret) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT person.*, session.seen_at FROM console.session
                        JOIN console.person ON person.id = session.person_id
                        WHERE session.digest = ? AND session.expires_at > ? AND session.seen_at > ?
                        """)) {
            query.setBytes(1, Secret.digest(secret));
            query.setObject(2, at(now));
            query.setObject(3, at(now.minus(IDLE)));
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                return Caller.NOBODY;
            }
            Person person = PersonStore.person(row);
            if (row.getObject("seen_at", OffsetDateTime.class).toInstant().isBefore(now.minus(SEEN))) {
                seen(connection, secret, now);
            }
            return new Caller(Caller.Kind.PERSON, person.name(), person.role(), person.content());
        }
    }

    /** Signs out. */
    public void close(String secret) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM console.session WHERE digest = ?")) {
            delete.setBytes(1, Secret.digest(secret));
            delete.executeUpdate();
        }
    }

    private static void seen(Connection connection, String secret, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE console.session SET seen_at = ? WHERE digest = ?")) {
            update.setObject(1, at(now));
            update.setBytes(2, Secret.digest(secret));
            update.executeUpdate();
        }
    }

    static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
