package dev.plumbline.alerting.silence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A silence with who made it. Ending it early moves its end; it is never removed. */
@Entity
@Table(schema = "alert", name = "silence")
class SilenceRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(name = "project_id", nullable = false)
    int projectId;

    /** A JSON array. */
    @Column(nullable = false)
    String matchers;

    @Column(nullable = false)
    String author;

    @Column(nullable = false)
    String reason;

    @Column(name = "starts_at", nullable = false)
    Instant startsAt;

    @Column(name = "ends_at", nullable = false)
    Instant endsAt;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "ended_by")
    @Nullable
    String endedBy;
}
