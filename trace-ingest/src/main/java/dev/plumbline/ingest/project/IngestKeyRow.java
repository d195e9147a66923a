package dev.plumbline.ingest.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A key with which a project's applications send; the key itself is not here, only its hash. */
@Entity
@Table(schema = "trace", name = "ingest_key")
class IngestKeyRow {
    @Id
    String id;

    @Column(name = "project_id", nullable = false)
    int projectId;

    @Column(name = "key_hash", nullable = false)
    byte[] keyHash;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;
}
