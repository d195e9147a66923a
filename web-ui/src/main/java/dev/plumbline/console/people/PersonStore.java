package dev.plumbline.console.people;

import dev.plumbline.console.access.Role;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users: made, changed and removed by admins, each change with its line of audit in the same transaction. */
@ApplicationScoped
public class PersonStore {
    /** Held by whoever makes, changes or removes a user, so that two changes cannot take the last two admins away. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('console.person'))";

    /**
     * Whether somebody may be demoted or removed. An admin with a password stays as long as there is no other one, so
     * that somebody can sign in when the provider is down; admins by the provider's word stand in for each other.
     */
    private static final String MAY_GO = """
            SELECT person.role <> 'admin' OR EXISTS (
                SELECT FROM console.person AS other WHERE other.role = 'admin' AND other.id <> person.id
                AND (other.password IS NOT NULL OR other.subject IS NOT NULL AND person.subject IS NOT NULL))
            FROM console.person WHERE id = ?
            """;

    private final javax.sql.DataSource database;
    private volatile boolean someone;

    PersonStore(@DataSource("console") javax.sql.DataSource database) {
        this.database = database;
    }

    /** Whether there is a user, so that people have to sign in. Once there was one, it stays so. */
    public boolean anyone() throws SQLException {
        if (!someone) {
            try (Connection connection = database.getConnection();
                    PreparedStatement query = connection.prepareStatement(
                            "SELECT EXISTS (SELECT FROM console.person WHERE coalesce(password, subject) IS NOT NULL)")) {
                ResultSet row = query.executeQuery();
                row.next();
                someone = row.getBoolean(1);
            }
        }
        return someone;
    }

    /** Forgets that there was one: for tests, which empty the table. */
    void forget() {
        someone = false;
    }

    public List<Person> all() throws SQLException {
        List<Person> people = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT * FROM console.person ORDER BY name LIMIT 500")) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                people.add(person(row));
            }
        }
        return people;
    }

    /** A user with the stored password. */
    public record Known(Person person, String password) {}

    /** A user who can sign in. */
    public Optional<Known> byName(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT * FROM console.person WHERE name = ? AND password IS NOT NULL")) {
            query.setString(1, name);
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(new Known(person(row), row.getString("password"))) : Optional.empty();
        }
    }

    /** @return the new user's id, or nothing when the name is taken */
    public Optional<Long> invite(String name, Role role, boolean content, String actor) throws SQLException {
        return TransactionSql.in(database, connection -> {
            PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO console.person (name, role, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id");
            insert.setString(1, name);
            insert.setString(2, role.text());
            insert.setBoolean(3, content);
            ResultSet row = insert.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            AuditStore.write(connection, actor, "person.invite", name, role.text() + (content ? ", content" : ""));
            return Optional.of(row.getLong(1));
        });
    }

    /**
     * Changes what somebody may do, from the next request on.
     *
     * @return false when nobody else would be admin, or there is no such user
     */
    public boolean change(long id, Role role, boolean content, String actor) throws SQLException {
        return TransactionSql.in(database, connection -> {
            lock(connection);
            if (role != Role.ADMIN && !mayGo(connection, id)) {
                return false;
            }
            PreparedStatement update = connection.prepareStatement(
                    "UPDATE console.person SET role = ?, content = ? WHERE id = ? RETURNING name");
            update.setString(1, role.text());
            update.setBoolean(2, content);
            update.setLong(3, id);
            ResultSet row = update.executeQuery();
            if (!row.next()) {
                return false;
            }
            AuditStore.write(
                    connection, actor, "person.change", row.getString(1), role.text() + (content ? ", content" : ""));
            return true;
        });
    }

    /** Removes a user with all sessions. @return false when nobody else would be admin, or there is no such user */
    public boolean remove(long id, String actor) throws SQLException {
        return TransactionSql.in(database, connection -> {
            lock(connection);
            if (!mayGo(connection, id)) {
                return false;
            }
            PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM console.person WHERE id = ? RETURNING name");
            delete.setLong(1, id);
            ResultSet row = delete.executeQuery();
            if (!row.next()) {
                return false;
            }
            AuditStore.write(connection, actor, "person.remove", row.getString(1), "");
            return true;
        });
    }

    static void lock(Connection connection) throws SQLException {
        connection.createStatement().execute(LOCK);
    }

    private static boolean mayGo(Connection connection, long id) throws SQLException {
        PreparedStatement query = connection.prepareStatement(MAY_GO);
        query.setLong(1, id);
        ResultSet row = query.executeQuery();
        return row.next() && row.getBoolean(1);
    }

    static Person person(ResultSet row) throws SQLException {
        boolean vouched = row.getString("subject") != null;
        return new Person(
                row.getLong("id"),
                row.getString("name"),
                Role.of(row.getString("role")).orElse(Role.VIEWER),
                row.getBoolean("content"),
                vouched,
                !vouched && row.getString("password") == null);
    }
}
