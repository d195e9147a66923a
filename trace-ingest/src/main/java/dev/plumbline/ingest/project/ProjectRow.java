package dev.plumbline.ingest.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A project: the owner of traces. */
@Entity
@Table(schema = "trace", name = "project")
class ProjectRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    @Column(nullable = false, unique = true)
    String name;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "spans_per_second")
    @Nullable
    Integer spansPerSecond;

    @Column(name = "retention_days", nullable = false)
    int retentionDays = 30;
}
