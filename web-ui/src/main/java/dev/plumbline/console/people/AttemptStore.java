package dev.plumbline.console.people;

import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;

/** Slows guessing down: each attempt is counted before it is looked at, and a success forgets it. */
@ApplicationScoped
public class AttemptStore {
    /** From one address at one name. After them the wait is 8 s, and doubles with each attempt up to a quarter of an hour. */
    private static final int FREE_AT_A_NAME = 5;

    /** At one name from anywhere, or from one address at any name. */
    private static final int FREE_ELSEWHERE = 50;

    private final javax.sql.DataSource database;
    private final Clock clock;

    AttemptStore(@DataSource("console") javax.sql.DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes an attempt. @return false when it comes too soon */
    public boolean take(String name, String address) throws SQLException {
        return TransactionSql.in(
                database,
                connection -> take(connection, "both " + name + " " + address, FREE_AT_A_NAME)
                        && take(connection, "name " + name, FREE_ELSEWHERE)
                        && take(connection, "address " + address, FREE_ELSEWHERE));
    }

    /** Somebody signed in: that was no guess, and the ones before it were none of somebody else. */
    public void forget(String name, String address) throws SQLException {
        TransactionSql.in(database, connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM console.attempt WHERE key = ?");
                    PreparedStatement less = connection.prepareStatement(
                            "UPDATE console.attempt SET attempts = attempts - 1 WHERE key IN (?, ?)")) {
                delete.setString(1, "both " + name + " " + address);
                delete.executeUpdate();
                less.setString(1, "name " + name);
                less.setString(2, "address " + address);
                return less.executeUpdate();
            }
        });
    }

    private boolean take(Connection connection, String key, int free) throws SQLException {
        OffsetDateTime now = SessionStore.at(clock.instant());
        try (PreparedStatement old = connection.prepareStatement(
                        "DELETE FROM console.attempt WHERE last_at < ?::timestamptz - interval '1 hour'");
                PreparedStatement count = connection.prepareStatement("""
                        INSERT INTO console.attempt AS known (key, attempts, last_at, next_at) VALUES (?, 1, ?, ?)
                        ON CONFLICT (key) DO UPDATE SET
                            attempts = known.attempts + 1,
                            last_at = EXCLUDED.last_at,
                            next_at = CASE WHEN known.attempts + 1 < ? THEN EXCLUDED.last_at
                                ELSE EXCLUDED.last_at
                                    + least(900, 8 * power(2, least(10, known.attempts + 1 - ?))) * interval '1 second' END
                        WHERE known.next_at <= EXCLUDED.last_at RETURNING attempts
                        """)) {
            old.setObject(1, now);
            old.executeUpdate();
            count.setString(1, key);
            count.setObject(2, now);
            count.setObject(3, now);
            count.setInt(4, free);
            count.setInt(5, free);
            ResultSet row = count.executeQuery();
            return row.next();
        }
    }
}
