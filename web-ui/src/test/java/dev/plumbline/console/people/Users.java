package dev.plumbline.console.people;

import dev.plumbline.console.access.Role;
import dev.plumbline.testkit.servers.PlumblineServers;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Users in the real store, for tests; without {@link #clear()} at the end the console would stay closed. */
@ApplicationScoped
public class Users {
    public static final String PASSWORD = "correct horse battery";

    /** Made once: hashing is slow on purpose. */
    private static final String HASH = Password.hash(PASSWORD);

    private final PersonStore people;
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final Clock clock;

    Users(PersonStore people, SessionStore sessions, TokenStore tokens, Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Nobody is there, and everyone may come in. */
    public void clear() {
        try (Connection connection = PlumblineServers.shared().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("TRUNCATE console.person, console.session, console.link, console.token,"
                    + " console.attempt, console.audit,"
                    + " console.review_draw, console.review_lease, console.review_mark, console.saved_view");
            people.forget();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A user with {@link #PASSWORD}. */
    public long add(String name, Role role, boolean content) {
        try {
            long id = people.invite(name, role, content, "test").orElseThrow();
            try (Connection connection = PlumblineServers.shared().superuser().getConnection();
                    var update = connection.prepareStatement("UPDATE console.person SET password = ? WHERE id = ?")) {
                update.setString(1, HASH);
                update.setLong(2, id);
                update.executeUpdate();
            }
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The cookie of a user who is signed in. */
    public String session(String name) {
        try {
            return sessions.open(people.byName(name).orElseThrow().person());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String token(String name, Role role, boolean content) {
        try {
            return tokens.make(name, role, content, clock.instant().plus(Duration.ofDays(1)), "test");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lines of the audit of this action. */
    public long audited(String actor, String action, String subject) {
        try (Connection connection = PlumblineServers.shared().superuser().getConnection();
                var query = connection.prepareStatement(
                        "SELECT count(*) FROM console.audit WHERE actor = ? AND action = ? AND subject = ?")) {
            query.setString(1, actor);
            query.setString(2, action);
            query.setString(3, subject);
            var row = query.executeQuery();
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
