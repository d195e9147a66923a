package dev.plumbline.alerting.silence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.alert.Matcher;
import dev.plumbline.alerting.audit.AuditStore;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The silences. */
@ApplicationScoped
public class SilenceStore {
    private static final String ACTIVE = """
            SELECT id, project_id, matchers, starts_at, ends_at FROM alert.silence
            WHERE starts_at <= ? AND ends_at > ? ORDER BY id
            """;
    private static final String HELD =
            "SELECT silence_id, count(*) FROM alert.notification WHERE silence_id IS NOT NULL GROUP BY silence_id";
    private static final TypeReference<List<Matcher>> MATCHERS = new TypeReference<>() {};

    private final SilenceRows rows;
    private final DataSource database;
    private final AuditStore audit;
    private final ObjectMapper json;
    private final Clock clock;

    SilenceStore(SilenceRows rows, DataSource database, AuditStore audit, ObjectMapper json, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A silence as it is shown.
     *
     * @param state {@code future}, {@code active} or {@code ended}
     * @param held notifications that it has held back, told since or not
     * @param endedBy who ended it before its time; null when nobody did
     */
    public record Shown(Silence silence, String state, long held, Authorship by) {}

    /** Who made it, why and when. */
    public record Authorship(
            String author,
            String reason,
            Instant createdAt,
            @Nullable String endedBy) {}

    /** @param id of the wanted silence is not looked at */
    @Transactional
    int put(Silence wanted, String author, String reason) throws SQLException {
        SilenceRow row = new SilenceRow();
        row.projectId = wanted.projectId();
        row.matchers = write(wanted.matchers());
        row.author = author;
        row.reason = reason;
        row.startsAt = wanted.startsAt();
        row.endsAt = wanted.endsAt();
        row.createdAt = clock.instant();
        rows.persistAndFlush(row);
        audit(author, "create", row, null);
        return row.id;
    }

    /** Ends it now; false when there is none or it has ended. */
    @Transactional
    boolean end(int id, String actor) throws SQLException {
        SilenceRow row = rows.findById(id);
        Instant now = clock.instant();
        if (row == null || !row.endsAt.isAfter(now)) {
            return false;
        }
        Map<String, String> before = facts(row);
        row.endsAt = now;
        row.endedBy = actor;
        audit(actor, "end", row, before);
        return true;
    }

    @Transactional
    List<Shown> all(int projectId) throws SQLException {
        Instant now = clock.instant();
        Map<Integer, Long> held = held();
        return rows.find("projectId", Sort.by("id").descending(), projectId).stream()
                .map(row -> new Shown(
                        new Silence(row.id, row.projectId, read(row.matchers), row.startsAt, row.endsAt),
                        !row.endsAt.isAfter(now) ? "ended" : row.startsAt.isAfter(now) ? "future" : "active",
                        held.getOrDefault(row.id, 0L),
                        new Authorship(row.author, row.reason, row.createdAt, row.endedBy)))
                .toList();
    }

    /** In the caller's transaction, so that what is told and what is kept quiet are decided together. */
    public List<Silence> active(Connection connection) throws SQLException {
        List<Silence> silences = new ArrayList<>();
        Timestamp now = Timestamp.from(clock.instant());
        try (PreparedStatement query = connection.prepareStatement(ACTIVE)) {
            query.setTimestamp(1, now);
            query.setTimestamp(2, now);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                silences.add(new Silence(
                        row.getInt("id"),
                        row.getInt("project_id"),
                        read(row.getString("matchers")),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant()));
            }
        }
        return silences;
    }

    private Map<Integer, Long> held() throws SQLException {
        Map<Integer, Long> held = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(HELD)) {
            ResultSet row = query.executeQuery();
            while (row.next()) {
                held.put(row.getInt(1), row.getLong(2));
            }
        }
        return held;
    }

    /** The connection is the one of the transaction. */
    private void audit(String actor, String action, SilenceRow row, @Nullable Map<String, String> before)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            audit.write(connection, new AuditStore.Entry(actor, action, "silence/" + row.id, before, facts(row)));
        }
    }

    private static Map<String, String> facts(SilenceRow row) {
        return Map.of(
                "matchers",
                row.matchers,
                "reason",
                row.reason,
                "startsAt",
                row.startsAt.toString(),
                "endsAt",
                row.endsAt.toString());
    }

    private String write(List<Matcher> matchers) {
        try {
            return json.writeValueAsString(matchers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Matcher> read(String matchers) {
        try {
            return json.readValue(matchers, MATCHERS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
