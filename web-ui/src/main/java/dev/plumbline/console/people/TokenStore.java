package dev.plumbline.console.people;

import dev.plumbline.console.access.Caller;
import dev.plumbline.console.access.Role;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Tokens by which programs call the API. */
@ApplicationScoped
public class TokenStore {
    /** What a token begins with, so that a scanner of secrets can tell it. */
    public static final String PREFIX = "plb_";

    private final javax.sql.DataSource database;
    private final Clock clock;

    TokenStore(@DataSource("console") javax.sql.DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A token without its secret. */
    public record Token(long id, String name, Role role, boolean content, Instant expires) {}

    public List<Token> all() throws SQLException {
        List<Token> tokens = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT * FROM console.token ORDER BY name, id LIMIT 500")) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                tokens.add(token(row));
            }
        }
        return tokens;
    }

    /** @return the secret, which is never shown again */
    public String make(String name, Role role, boolean content, Instant expires, String actor) throws SQLException {
        String secret = PREFIX + Secret.make();
        TransactionSql.in(database, connection -> {
            PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO console.token (name, digest, role, content, expires_at) VALUES (?, ?, ?, ?, ?)");
            insert.setString(1, name);
            insert.setBytes(2, Secret.digest(secret));
            insert.setString(3, role.text());
            insert.setBoolean(4, content);
            insert.setObject(5, SessionStore.at(expires));
            insert.executeUpdate();
            AuditStore.write(connection, actor, "token.make", name, role.text() + (content ? ", content" : ""));
            return true;
        });
        return secret;
    }

    public boolean revoke(long id, String actor) throws SQLException {
        return TransactionSql.in(database, connection -> {
            PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM console.token WHERE id = ? RETURNING name");
            delete.setLong(1, id);
            ResultSet row = delete.executeQuery();
            if (!row.next()) {
                return false;
            }
            AuditStore.write(connection, actor, "token.revoke", row.getString(1), "");
            return true;
        });
    }

    /** Who is behind a token; nobody when it is unknown, revoked or past its end. */
    public Caller caller(String secret) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT * FROM console.token WHERE digest = ? AND expires_at > ?")) {
            query.setBytes(1, Secret.digest(secret));
            query.setObject(2, SessionStore.at(clock.instant()));
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                return Caller.NOBODY;
            }
            Token token = token(row);
            return new Caller(Caller.Kind.TOKEN, "token " + token.name(), token.role(), token.content());
        }
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getLong("id"),
                row.getString("name"),
                Role.of(row.getString("role")).orElse(Role.VIEWER),
                row.getBoolean("content"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
