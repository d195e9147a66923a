package dev.plumbline.ingest.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Projects and their keys. A key found good is trusted for half a minute, so a revoked one soon ends. */
@ApplicationScoped
public class KeyStore {
    /** The project of what arrives without a key. */
    public static final int DEFAULT_PROJECT = 1;

    private static final Duration TRUST = Duration.ofSeconds(30);
    private static final int TRUSTED_KEYS = 1000;

    private final ProjectRows projects;
    private final IngestKeyRows keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Trusted> trusted = new ConcurrentHashMap<>();

    KeyStore(ProjectRows projects, IngestKeyRows keys, Clock clock) {
        this.projects = projects;
        this.keys = keys;
        this.clock = clock;
    }

    private record Trusted(int projectId, Instant until) {}

    /** Makes a key, and its project where there is none of that name. The key's text is not kept anywhere. */
    @Transactional
    public String create(String project) {
        ProjectRow row = projects.find("name", project).firstResult();
        if (row == null) {
            row = new ProjectRow();
            row.name = project;
            row.createdAt = clock.instant();
            projects.persist(row);
        }
        IngestKey key = IngestKey.random(random);
        IngestKeyRow stored = new IngestKeyRow();
        stored.id = key.id();
        stored.projectId = row.id;
        stored.keyHash = key.hash();
        stored.createdAt = clock.instant();
        keys.persist(stored);
        return key.text();
    }

    /** The project that a key belongs to; empty for an unknown or revoked key. */
    @Transactional
    public OptionalInt project(String text) {
        Instant now = clock.instant();
        Trusted known = trusted.get(text);
        if (known != null && now.isBefore(known.until())) {
            return OptionalInt.of(known.projectId());
        }
        IngestKey key = IngestKey.parse(text).orElse(null);
        IngestKeyRow row = key == null ? null : keys.findById(key.id());
        if (key == null || row == null || row.revokedAt != null || !MessageDigest.isEqual(row.keyHash, key.hash())) {
            trusted.remove(text);
            return OptionalInt.empty();
        }
        if (trusted.size() >= TRUSTED_KEYS) {
            trusted.clear();
        }
        trusted.put(text, new Trusted(row.projectId, now.plus(TRUST)));
        return OptionalInt.of(row.projectId);
    }
}
