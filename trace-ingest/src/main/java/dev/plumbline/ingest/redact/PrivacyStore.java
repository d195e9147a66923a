package dev.plumbline.ingest.redact;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.ingest.redact.PolicyJson.BadPolicyException;
import dev.plumbline.tracestore.LogRecord;
import dev.plumbline.tracestore.SpanPayload;
import dev.plumbline.tracestore.statement.Statement;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The policy and the key of each project; a changed one holds everywhere within half a minute. */
@Singleton
public class PrivacyStore {
    private static final Duration TRUST = Duration.ofSeconds(30);
    private static final int KEY_BYTES = 32;

    private final DataSource database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Held> held = new ConcurrentHashMap<>();

    PrivacyStore(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What a project's spans go through.
     *
     * @param redactor null where nothing is redacted
     */
    public record Guard(Captures captures, @Nullable SpanRedactor redactor) {
        /** Everything is kept as it was sent. */
        public static final Guard NONE = new Guard(new Captures(Policy.NONE.captures()), null);

        /** Whether everything is kept as it was sent. */
        public boolean keepsAll() {
            return redactor == null && captures.isEmpty();
        }

        /** What is kept of a span; null when nothing is. */
        public SpanRedactor.@Nullable Halves keep(Span span, SpanPayload payload) {
            Policy.Extent extent = captures.of(SpanRedactor.attributesOf(payload));
            if (extent == Policy.Extent.NONE) {
                return null;
            }
            SpanPayload captured = extent == Policy.Extent.METADATA ? Captures.metadata(payload) : payload;
            return redactor == null ? new SpanRedactor.Halves(span, captured) : redactor.redact(span, captured);
        }

        /** What is kept of a log record's content; null when nothing is. */
        public @Nullable LogRecord keep(LogRecord log, Map<String, Object> attributes, Map<String, Object> resource) {
            Map<String, Object> all = new LinkedHashMap<>(resource);
            all.putAll(attributes);
            Content content = log.content();
            if (captures.of(all) != Policy.Extent.FULL) {
                return null;
            }
            return redactor == null || content == null
                    ? log
                    : new LogRecord(
                            log.target(), log.day(), log.timeNano(), log.eventName(), redactor.content(content));
        }

        /** What is kept of what was said: its name always, and of its texts what a span's would keep. */
        public Statement keep(Statement statement) {
            return redactor == null ? statement : redactor.statement(statement);
        }

        /** The same of what came with attributes that may say that only so much is to be kept; null when nothing is. */
        public @Nullable Statement keep(
                Statement statement, Map<String, Object> attributes, Map<String, Object> resource) {
            Map<String, Object> all = new LinkedHashMap<>(resource);
            all.putAll(attributes);
            return switch (captures.of(all)) {
                case NONE -> null;
                case METADATA -> keep(statement.withoutComment());
                case FULL -> keep(statement);
            };
        }
    }

    private record Held(Guard guard, Instant until) {}

    /**
     * @throws SQLException when the policy cannot be known; then nothing may be stored
     */
    public Guard guard(int projectId) throws SQLException {
        Instant now = clock.instant();
        Held known = held.get(projectId);
        if (known != null && now.isBefore(known.until())) {
            return known.guard();
        }
        Guard guard = read(projectId);
        held.put(projectId, new Held(guard, now.plus(TRUST)));
        return guard;
    }

    private Guard read(int projectId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT key, policy FROM trace.privacy WHERE project_id = ?")) {
            query.setInt(1, projectId);
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                return Guard.NONE;
            }
            Policy policy = PolicyJson.read(row.getString(2));
            ProjectKey key = new ProjectKey(row.getBytes(1));
            return new Guard(
                    new Captures(policy.captures()),
                    policy.redacts() ? new SpanRedactor(new Redactor(policy, key), key) : null);
        } catch (BadPolicyException e) {
            throw new SQLException("the policy of project " + projectId + " cannot be read: " + e.field(), e);
        }
    }

    /** The project's key; made now where it has none. */
    public ProjectKey key(int projectId) throws SQLException {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        try (Connection connection = database.getConnection();
                PreparedStatement make = connection.prepareStatement("""
                        INSERT INTO trace.privacy (project_id, key, policy) VALUES (?, ?, '{}')
                        ON CONFLICT (project_id) DO UPDATE SET key = trace.privacy.key RETURNING key
                        """)) {
            make.setInt(1, projectId);
            make.setBytes(2, fresh);
            ResultSet row = make.executeQuery();
            row.next();
            return new ProjectKey(row.getBytes(1));
        }
    }

    /** The project of that name. */
    OptionalInt project(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT id FROM trace.project WHERE name = ?")) {
            query.setString(1, name);
            ResultSet row = query.executeQuery();
            return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        }
    }

    Policy policy(int projectId) throws SQLException, BadPolicyException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT policy FROM trace.privacy WHERE project_id = ?")) {
            query.setInt(1, projectId);
            ResultSet row = query.executeQuery();
            return row.next() ? PolicyJson.read(row.getString(1)) : Policy.NONE;
        }
    }

    /** The key is made with the first policy and stays: tokens of the same text must stay the same. */
    void put(int projectId, Policy policy) throws SQLException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try (Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        WITH old AS (SELECT policy FROM trace.privacy WHERE project_id = ?),
                        audited AS (
                            INSERT INTO trace.audit (actor, action, subject, before, after)
                            VALUES ('api', 'privacy.put', 'project ' || ?, (SELECT policy FROM old), ?::jsonb))
                        INSERT INTO trace.privacy (project_id, key, policy) VALUES (?, ?, ?::jsonb)
                        ON CONFLICT (project_id) DO UPDATE SET policy = excluded.policy, updated_at = now()
                        """)) {
            String text = PolicyJson.write(policy).toString();
            upsert.setInt(1, projectId);
            upsert.setString(2, String.valueOf(projectId));
            upsert.setString(3, text);
            upsert.setInt(4, projectId);
            upsert.setBytes(5, key);
            upsert.setString(6, text);
            upsert.executeUpdate();
        }
        held.remove(projectId);
    }
}
