package dev.plumbline.servers.postgres;

import dev.plumbline.servers.ServerException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What the superuser does after a start: refuse a server that may lose what it acknowledged, and make database and roles. */
final class PostgresSql {
    /** By name and by what a database or a role sets for its sessions. */
    private static final String NOT_DURABLE = """
            SELECT name || ' = ' || setting
            FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
            UNION ALL
            SELECT entry || ' (' || coalesce('role ' || r.rolname, '') || coalesce(' database ' || d.datname, '') || ')'
            FROM pg_db_role_setting s
            LEFT JOIN pg_roles r ON r.oid = s.setrole
            LEFT JOIN pg_database d ON d.oid = s.setdatabase
            CROSS JOIN unnest(s.setconfig) entry
            WHERE lower(entry) IN ('synchronous_commit=off', 'synchronous_commit=false', 'synchronous_commit=no',
                                   'synchronous_commit=0')
            """;

    private final String base;
    private final String password;

    PostgresSql(int port, String superuserPassword) {
        this.base = "jdbc:postgresql://127.0.0.1:" + port + "/";
        this.password = superuserPassword;
    }

    /** @throws ServerException when a commit would not wait for the disk; the message names the settings */
    void refuseUnsafe() {
        try (Connection connection = open("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NOT_DURABLE)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            if (!found.isEmpty()) {
                throw new ServerException("PostgreSQL may lose acknowledged data: " + String.join(", ", found)
                        + ". Plumbline promises that an answered span is a stored span; remove the setting");
            }
        } catch (SQLException e) {
            throw failed("check the settings of", e);
        }
    }

    /** Makes the database, the roles and their schemas, or brings them up to date. */
    void prepare(String rolePassword) {
        try (Connection connection = open("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT FROM pg_database WHERE datname = 'plumbline'")) {
            if (!rows.next()) {
                try (Statement create = connection.createStatement()) {
                    create.execute("CREATE DATABASE plumbline");
                }
            }
        } catch (SQLException e) {
            throw failed("make the database plumbline in", e);
        }
        try (Connection connection = open("plumbline")) {
            connection.setAutoCommit(false);
            try (PreparedStatement set =
                    connection.prepareStatement("SELECT set_config('plumbline.password', ?, true)")) {
                set.setString(1, rolePassword);
                set.execute();
            }
            try (Statement roles = connection.createStatement()) {
                roles.execute(resource("/postgres/roles.sql"));
            }
            connection.commit();
        } catch (SQLException e) {
            throw failed("make the roles in", e);
        }
    }

    private Connection open(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(base + database, properties);
    }

    private ServerException failed(String what, SQLException cause) {
        String hint = "28P01".equals(cause.getSQLState())
                ? "; the data directory was made with another password, see the secret beside it"
                : "";
        return new ServerException(
                "cannot " + what + " PostgreSQL at " + base + ": " + cause.getMessage() + hint, cause);
    }

    static String resource(String name) {
        try (InputStream in = PostgresSql.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
