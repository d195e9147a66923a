package dev.plumbline.console.people;

import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Who did what, and who read whose content; lines are only ever added. */
@ApplicationScoped
public class AuditStore {
    private static final int LONGEST = 500;

    private final javax.sql.DataSource database;

    AuditStore(@DataSource("console") javax.sql.DataSource database) {
        this.database = database;
    }

    /** A line. */
    public record Line(Instant at, String actor, String action, String subject, String after) {}

    /** Somebody reads content; the same within five minutes is one line. */
    public void read(String actor, String path) throws SQLException {
        String subject = cut(path);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO console.audit (actor, action, subject)
                        SELECT ?, 'content.read', ? WHERE NOT EXISTS (
                            SELECT FROM console.audit WHERE actor = ? AND at > now() - interval '5 minutes'
                            AND action = 'content.read' AND subject = ?)
                        """)) {
            insert.setString(1, actor);
            insert.setString(2, subject);
            insert.setString(3, actor);
            insert.setString(4, subject);
            insert.executeUpdate();
        }
    }

    public List<Line> latest(int limit) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT * FROM console.audit ORDER BY id DESC LIMIT ?")) {
            query.setInt(1, limit);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String after = row.getString("after");
                lines.add(new Line(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject"),
                        after == null ? "" : after));
            }
        }
        return lines;
    }

    static void write(Connection connection, String actor, String action, String subject, String after)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO console.audit (actor, action, subject, after) VALUES (?, ?, ?, to_jsonb(nullif(?, '')))")) {
            insert.setString(1, actor);
            insert.setString(2, action);
            insert.setString(3, cut(subject));
            insert.setString(4, after);
            insert.executeUpdate();
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
