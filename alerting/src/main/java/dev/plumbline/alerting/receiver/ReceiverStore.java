package dev.plumbline.alerting.receiver;

import dev.plumbline.alerting.audit.AuditStore;
import dev.plumbline.alerting.webhook.Target;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The receivers; their secrets are written and used, never read by people. */
@ApplicationScoped
public class ReceiverStore {
    private static final String LIVE = "removedAt is null";

    /** A receiver that is gone gets nothing of what was still waiting for it. */
    private static final String GIVE_UP =
            "UPDATE alert.notification SET state = 'failed' WHERE receiver_id = ? AND state = 'pending'";

    private final ReceiverRows rows;
    private final SecretBox box;
    private final Clock clock;
    private final DataSource database;
    private final AuditStore audit;

    ReceiverStore(
            ReceiverRows rows,
            @ConfigProperty(name = "plumbline.secret") String secret,
            Clock clock,
            DataSource database,
            AuditStore audit) {
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
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable String disabledWhy) {}

    /** Makes the receiver or replaces the one of the same name, which is thereby enabled again. */
    @Transactional
    public void put(String name, Target target, String actor) throws SQLException {
        ReceiverRow row = named(name);
        boolean fresh = row == null;
        Map<String, String> before = row == null ? null : Map.of("url", row.url);
        audit(new AuditStore.Entry(
                actor, fresh ? "create" : "replace", "receiver/" + name, before, Map.of("url", target.url())));
        ReceiverRow put = row == null ? new ReceiverRow() : row;
        put.name = name;
        put.url = target.url();
        put.secret = box.close(target.secret());
        put.createdAt = clock.instant();
        put.disabledAt = null;
        put.disabledWhy = null;
        if (fresh) {
            rows.persist(put);
        }
    }

    @Transactional
    public List<Receiver> all() {
        return rows.find(LIVE, Sort.by("name")).stream()
                .map(row -> new Receiver(row.name, row.url, row.createdAt, row.disabledAt, row.disabledWhy))
                .toList();
    }

    /** Removes a receiver; what was sent to it stays on record, and its name is free again. */
    @Transactional
    public boolean delete(String name, String actor) throws SQLException {
        ReceiverRow row = named(name);
        if (row == null) {
            return false;
        }
        audit(new AuditStore.Entry(actor, "delete", "receiver/" + name, Map.of("url", row.url), null));
        row.removedAt = clock.instant();
        row.secret = new byte[0];
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
    public Optional<Target> target(int id) {
        ReceiverRow row = rows.findById(id);
        return row == null || row.disabledAt != null || row.removedAt != null
                ? Optional.empty()
                : Optional.of(new Target(row.url, box.open(row.secret)));
    }

    @Transactional
    public Optional<Target> target(String name) {
        ReceiverRow row = named(name);
        return row == null ? Optional.empty() : Optional.of(new Target(row.url, box.open(row.secret)));
    }
}
