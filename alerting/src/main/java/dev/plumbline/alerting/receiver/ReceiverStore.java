package dev.plumbline.alerting.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.alert.Alert;
import dev.plumbline.alerting.alert.Matcher;
import dev.plumbline.alerting.audit.AuditStore;
import dev.plumbline.alerting.encode.Encoding;
import dev.plumbline.alerting.webhook.Target;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The receivers; their secrets are written and used, never read by people. */
@ApplicationScoped
public class ReceiverStore {
    private static final String LIVE = "removedAt is null";

    /** A receiver that is gone gets nothing of what was still waiting for it. */
    private static final String GIVE_UP =
            "UPDATE alert.notification SET state = 'failed' WHERE receiver_id = ? AND state IN ('pending', 'carried')";

    private static final String LISTENING = """
            SELECT id, name, encoding, matchers, last.heard, last.told_at
            FROM alert.receiver CROSS JOIN LATERAL (
                SELECT count(*) > 0 AS heard,
                       max(next_at) FILTER (WHERE state IN ('pending', 'carried', 'delivered')) AS told_at
                FROM alert.notification WHERE receiver_id = receiver.id AND alert_id = ?) AS last
            WHERE disabled_at IS NULL AND removed_at IS NULL ORDER BY id
            """;

    private static final TypeReference<List<Matcher>> MATCHERS = new TypeReference<>() {};

    private final ReceiverRows rows;
    private final SecretBox box;
    private final Clock clock;
    private final DataSource database;
    private final AuditStore audit;
    private final ObjectMapper json;

    ReceiverStore(
            ReceiverRows rows,
            @ConfigProperty(name = "plumbline.secret") String secret,
            Clock clock,
            DataSource database,
            AuditStore audit,
            ObjectMapper json) {
        this.json = json;
        this.database = database;
        this.audit = audit;
        this.rows = rows;
        this.box = new SecretBox(secret);
        this.clock = clock;
    }

    /** A receiver without its secret. */
    public record Receiver(
            String name,
            String url,
            Wants wants,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable String disabledWhy) {}

    /**
     * How it wants to be told, and of what.
     *
     * @param encoding in which form it gets its messages
     * @param matchers all must match an alert; none match all
     * @param heartbeat null when it wants none
     * @param fallback who is told when it cannot be; null when nobody is
     * @param oldSecretUntil until when the secret before signs too; null when there is none
     */
    public record Wants(
            String encoding,
            List<Matcher> matchers,
            @Nullable Heartbeat heartbeat,
            @Nullable String fallback,
            @Nullable Instant oldSecretUntil) {}

    /**
     * The heartbeat of a receiver that wants one.
     *
     * @param lastAt null before the first
     * @param lastError why the last did not arrive; null when it did
     */
    public record Heartbeat(
            int seconds, @Nullable Instant lastAt, @Nullable String lastError) {}

    /** Makes the receiver or replaces the one of the same name, which is thereby enabled again. */
    @Transactional
    void put(NewReceiver.Checked wanted, String actor) throws SQLException {
        ReceiverRow row = named(wanted.name());
        boolean fresh = row == null;
        Map<String, String> before = row == null ? null : facts(row);
        ReceiverRow put = row == null ? new ReceiverRow() : row;
        put.name = wanted.name();
        put.url = wanted.url();
        if (wanted.fallback() != null && named(wanted.fallback()) == null) {
            throw new BadParameterException("fallback", "names no receiver");
        }
        put.secret = box.close(wanted.secret().text());
        put.oldSecret = null;
        put.oldUntil = null;
        put.fallback = wanted.fallback();
        put.encoding = wanted.encoding().text();
        put.matchers = write(wanted.matchers());
        put.heartbeatSeconds = wanted.heartbeatSeconds();
        put.createdAt = clock.instant();
        put.disabledAt = null;
        put.disabledWhy = null;
        if (fresh) {
            rows.persist(put);
        }
        audit(new AuditStore.Entry(
                actor, fresh ? "create" : "replace", "receiver/" + wanted.name(), before, facts(put)));
    }

    /** Signs with another secret from now on, and for a while with the one before too; false when there is no receiver. */
    @Transactional
    boolean rotate(String name, String secret, Instant oldUntil, String actor) throws SQLException {
        ReceiverRow row = named(name);
        if (row == null || !encoding(row).signed()) {
            return false;
        }
        row.oldSecret = row.secret;
        row.oldUntil = oldUntil;
        row.secret = box.close(NewReceiver.usable(encoding(row), secret));
        audit(new AuditStore.Entry(
                actor, "rotate", "receiver/" + name, null, Map.of("oldSecretUntil", oldUntil.toString())));
        return true;
    }

    private static Encoding encoding(ReceiverRow row) {
        return Encoding.of(row.encoding).orElse(Encoding.STANDARD);
    }

    @Transactional
    public List<Receiver> all() {
        return rows.find(LIVE, Sort.by("name")).stream()
                .map(row ->
                        new Receiver(row.name, shown(row), wants(row), row.createdAt, row.disabledAt, row.disabledWhy))
                .toList();
    }

    private Wants wants(ReceiverRow row) {
        Integer beat = row.heartbeatSeconds;
        return new Wants(
                row.encoding,
                matchers(row.matchers),
                beat == null ? null : new Heartbeat(beat, row.beatAt, row.beatError),
                row.fallback,
                row.oldUntil);
    }

    /**
     * A live receiver as an alert sees it.
     *
     * @param wanted whether its own matchers match the alert
     * @param heard whether there ever was a notification about the alert for it
     * @param toldAt when the last one was due that was or will be sent; null when none was
     */
    public record Listening(
            int id,
            String name,
            Encoding encoding,
            boolean wanted,
            boolean heard,
            @Nullable Instant toldAt) {}

    /** The live receivers. */
    public List<Listening> listening(Connection connection, Alert alert) throws SQLException {
        List<Listening> receivers = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(LISTENING)) {
            query.setLong(1, alert.id());
            ResultSet row = query.executeQuery();
            while (row.next()) {
                Timestamp told = row.getTimestamp("told_at");
                receivers.add(new Listening(
                        row.getInt("id"),
                        row.getString("name"),
                        Encoding.of(row.getString("encoding")).orElse(Encoding.STANDARD),
                        Matcher.all(matchers(row.getString("matchers")), alert),
                        row.getBoolean("heard"),
                        told == null ? null : told.toInstant()));
            }
        }
        return receivers;
    }

    private String write(List<Matcher> matchers) {
        try {
            return json.writeValueAsString(matchers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Matcher> matchers(String text) {
        try {
            return json.readValue(text, MATCHERS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> facts(ReceiverRow row) {
        Map<String, String> facts =
                new TreeMap<>(Map.of("url", shown(row), "encoding", row.encoding, "matchers", row.matchers));
        if (row.fallback != null) {
            facts.put("fallback", row.fallback);
        }
        if (row.heartbeatSeconds != null) {
            facts.put("heartbeatSeconds", String.valueOf(row.heartbeatSeconds));
        }
        return facts;
    }

    /** The URL of a Slack webhook is its secret: only the host is shown. */
    private static String shown(ReceiverRow row) {
        return row.encoding.equals(Encoding.SLACK.text())
                ? "https://" + URI.create(row.url).getHost() + "/…"
                : row.url;
    }

    /** Removes a receiver; what was sent to it stays on record, and its name is free again. */
    @Transactional
    public boolean delete(String name, String actor) throws SQLException {
        ReceiverRow row = named(name);
        if (row == null) {
            return false;
        }
        audit(new AuditStore.Entry(actor, "delete", "receiver/" + name, facts(row), null));
        row.removedAt = clock.instant();
        row.secret = new byte[0];
        row.oldSecret = null;
        try (Connection connection = database.getConnection();
                PreparedStatement giveUp = connection.prepareStatement(GIVE_UP)) {
            giveUp.setInt(1, row.id);
            giveUp.executeUpdate();
        }
        return true;
    }

    private @Nullable ReceiverRow named(String name) {
        return rows.find("name = ?1 and " + LIVE, name).firstResult();
    }

    /** The connection is the one of the transaction. */
    private void audit(AuditStore.Entry entry) throws SQLException {
        try (Connection connection = database.getConnection()) {
            audit.write(connection, entry);
        }
    }

    /** Where to send; empty when the receiver is gone or disabled. */
    @Transactional
    public Optional<Addressee> addressee(int id) {
        ReceiverRow row = rows.findById(id);
        return row == null || row.disabledAt != null || row.removedAt != null
                ? Optional.empty()
                : Optional.of(addressee(row));
    }

    /** For a test, which a disabled receiver gets too. */
    @Transactional
    public Optional<Addressee> addressee(String name, String actor) throws SQLException {
        ReceiverRow row = named(name);
        if (row == null) {
            return Optional.empty();
        }
        audit(new AuditStore.Entry(actor, "test", "receiver/" + name, null, null));
        return Optional.of(addressee(row));
    }

    private Addressee addressee(ReceiverRow row) {
        Encoding encoding = encoding(row);
        String secret = box.open(row.secret);
        List<String> secrets = new ArrayList<>();
        if (encoding.signed()) {
            secrets.add(secret);
            if (row.oldSecret != null && row.oldUntil != null && row.oldUntil.isAfter(clock.instant())) {
                secrets.add(box.open(row.oldSecret));
            }
        }
        return new Addressee(
                row.name, new Target(row.url, secrets), encoding, encoding == Encoding.PAGERDUTY ? secret : "");
    }
}
