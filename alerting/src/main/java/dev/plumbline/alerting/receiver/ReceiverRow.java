package dev.plumbline.alerting.receiver;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Somebody who is told. */
@Entity
@Table(schema = "alert", name = "receiver")
class ReceiverRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    String url;

    @Column(nullable = false)
    byte[] secret;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "disabled_at")
    @Nullable
    Instant disabledAt;

    @Column(name = "disabled_why")
    @Nullable
    String disabledWhy;

    @Column(nullable = false)
    String encoding;

    /** A JSON array. */
    @Column(nullable = false)
    String matchers;

    /** What signed before, and until when it signs too. */
    @Column(name = "old_secret")
    byte @Nullable [] oldSecret;

    @Column(name = "old_until")
    @Nullable
    Instant oldUntil;

    /** The name of a receiver. */
    @Column
    @Nullable
    String fallback;

    @Column(name = "heartbeat_seconds")
    @Nullable
    Integer heartbeatSeconds;

    /** When the last heartbeat was sent, and why it did not arrive. */
    @Column(name = "beat_at", insertable = false, updatable = false)
    @Nullable
    Instant beatAt;

    @Column(name = "beat_error", insertable = false, updatable = false)
    @Nullable
    String beatError;

    /** It is kept for the delivery log; everything else acts as if it were gone. */
    @Column(name = "removed_at")
    @Nullable
    Instant removedAt;
}
