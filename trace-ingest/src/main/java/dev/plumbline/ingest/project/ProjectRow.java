package dev.plumbline.ingest.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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
}
