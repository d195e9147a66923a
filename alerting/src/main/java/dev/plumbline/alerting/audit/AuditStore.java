package dev.plumbline.alerting.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Writes the audit table. */
@Singleton
public class AuditStore {
    private static final String INSERT = """
            INSERT INTO alert.audit (actor, action, subject, before, after) VALUES (?, ?, ?, ?::jsonb, ?::jsonb)
            """;

    private final ObjectMapper json;

    AuditStore(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param subject kind and name, for example {@code receiver/on-call}
     * @param before null when there was nothing before
     * @param after null when nothing is left
     */
    public record Entry(
            String actor,
            String action,
            String subject,
            @Nullable Map<String, String> before,
            @Nullable Map<String, String> after) {}

    /** Joins the transaction of the change. */
    public void write(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, entry.actor());
            insert.setString(2, entry.action());
            insert.setString(3, entry.subject());
            insert.setString(4, entry.before() == null ? null : json.writeValueAsString(entry.before()));
            insert.setString(5, entry.after() == null ? null : json.writeValueAsString(entry.after()));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
