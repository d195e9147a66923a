package dev.plumbline.ingest.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return newKey(row.id);
    }

    private String newKey(int projectId) {
        IngestKey key = IngestKey.random(random);
        IngestKeyRow stored = new IngestKeyRow();
        stored.id = key.id();
        stored.projectId = projectId;
        stored.keyHash = key.hash();
        stored.createdAt = clock.instant();
        keys.persist(stored);
        return key.text();
    }

    /**
     * A key as it may be shown.
     *
     * @param ends when it ends or ended; null while it is good
     */
    public record Shown(
            String id, String createdAt, @Nullable String ends) {}

    /** The keys of a project, latest first; empty for an unknown one. */
    @Transactional
    public List<Shown> list(String project) {
        ProjectRow row = projects.find("name", project).firstResult();
        return row == null
                ? List.of()
                : keys.find("projectId = ?1 order by createdAt desc, id", row.id).stream()
                        .map(key -> new Shown(
                                key.id,
                                key.createdAt.toString(),
                                key.revokedAt == null ? null : key.revokedAt.toString()))
                        .toList();
    }

    /**
     * Another key for the same project; the old one ends after the grace.
     *
     * @return the new key's text; empty when there is no such key, or it has ended
     */
    @Transactional
    public Optional<String> rotate(String id, Duration grace) {
        IngestKeyRow old = keys.findById(id);
        if (old == null || hasEnded(old)) {
            return Optional.empty();
        }
        end(old, grace);
        return Optional.of(newKey(old.projectId));
    }

    /** @return false when there is no such key */
    @Transactional
    public boolean revoke(String id) {
        IngestKeyRow row = keys.findById(id);
        if (row == null) {
            return false;
        }
        end(row, Duration.ZERO);
        return true;
    }

    private void end(IngestKeyRow row, Duration grace) {
        Instant end = clock.instant().plus(grace);
        if (row.revokedAt == null || end.isBefore(row.revokedAt)) {
            row.revokedAt = end;
        }
        trusted.clear();
    }

    private boolean hasEnded(IngestKeyRow row) {
        return row.revokedAt != null && !clock.instant().isBefore(row.revokedAt);
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
        if (key == null || row == null || hasEnded(row) || !MessageDigest.isEqual(row.keyHash, key.hash())) {
            trusted.remove(text);
            return OptionalInt.empty();
        }
        if (trusted.size() >= TRUSTED_KEYS) {
            trusted.clear();
        }
        Instant until = now.plus(TRUST);
        Instant ends = row.revokedAt;
        trusted.put(text, new Trusted(row.projectId, ends != null && ends.isBefore(until) ? ends : until));
        return OptionalInt.of(row.projectId);
    }
}
