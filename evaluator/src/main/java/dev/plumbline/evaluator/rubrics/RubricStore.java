package dev.plumbline.evaluator.rubrics;

import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Versions of rubrics, and which of them judge. Nothing is ever changed: a version, once written, is what it was. */
@Singleton
public class RubricStore {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('eval.rubric'))";
    private static final String NEWEST = "SELECT * FROM eval.rubric WHERE name = ? ORDER BY version DESC LIMIT 1";
    private static final String ADD =
            "INSERT INTO eval.rubric (name, version, source, author, created_at) VALUES (?, ?, ?, ?, ?)";
    private static final String ACTIVATE =
            "INSERT INTO eval.rubric_activation (name, version, author, at) VALUES (?, ?, ?, ?)";
    private static final String LIST = """
            SELECT rubric.*, active.version IS NOT NULL AND active.version = rubric.version AS active
            FROM eval.rubric
            LEFT JOIN (SELECT DISTINCT ON (name) name, version FROM eval.rubric_activation ORDER BY name, id DESC) active
              ON active.name = rubric.name
            WHERE ?::text IS NULL OR rubric.name = ?
            ORDER BY rubric.name, rubric.version DESC
            """;
    private static final String BUILT_IN_IS_REPLACED =
            "SELECT count(*) AS n FROM eval.rubric_activation WHERE name = ?";

    private final DataSource database;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), List.of(), Instant.MIN);

    RubricStore(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A version as it was written. */
    public record Version(RubricFile file, int version, boolean active, Written written) {}

    /** How it came about. */
    public record Written(String source, String author, Instant at) {}

    /** A rubric that judges now; of the built-in one the file is null, and it judges every feature. */
    public record Active(Rubric rubric, @Nullable RubricFile file) {
        public boolean isFor(String feature) {
            RubricFile written = file;
            return written == null || written.isFor(feature);
        }
    }

    private record Known(List<Active> active, List<Version> expressions, Instant until) {}

    /** Adds a version, or finds it when the newest says the same. The built-in rubric has version 1. */
    public Version add(RubricFile file, String source, String author, Instant now) {
        return Sql.transaction(database, connection -> {
            connection.createStatement().execute(LOCK);
            Optional<Version> newest = newest(connection, file.name());
            if (newest.isPresent() && newest.get().file().equals(file)) {
                return newest.get();
            }
            int first = file.name().equals(Rubric.helpful().name()) ? 2 : 1;
            int version = newest.map(one -> one.version() + 1).orElse(first);
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                insert.setString(1, file.name());
                insert.setInt(2, version);
                insert.setString(3, source);
                insert.setString(4, author);
                insert.setObject(5, now.atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
            return new Version(file, version, false, new Written(source, author, now));
        });
    }

    /** @param version null for none: the rubric judges no more */
    public void activate(String name, @Nullable Integer version, String author, Instant now) {
        Sql.transaction(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ACTIVATE)) {
                insert.setString(1, name);
                insert.setObject(2, version);
                insert.setString(3, author);
                insert.setObject(4, now.atOffset(ZoneOffset.UTC));
                return insert.executeUpdate();
            }
        });
        known = new Known(List.of(), List.of(), Instant.MIN);
    }

    /** @param name all when null */
    public List<Version> list(@Nullable String name) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setString(1, name);
                query.setString(2, name);
                List<Version> versions = new ArrayList<>();
                ResultSet row = query.executeQuery();
                while (row.next()) {
                    versions.add(version(row, row.getBoolean("active")));
                }
                return versions;
            }
        });
    }

    public Optional<Version> find(String name, int version) {
        return list(name).stream().filter(one -> one.version() == version).findFirst();
    }

    /** Those that judge, as of at most ten seconds ago. */
    public List<Active> active() {
        return known().active();
    }

    /** Versions in force of which an expression decides, not a judge. */
    public List<Version> expressions() {
        return known().expressions();
    }

    private Known known() {
        Instant now = clock.instant();
        Known last = known;
        if (now.isBefore(last.until())) {
            return last;
        }
        List<Active> active = new ArrayList<>();
        if (!isReplaced(Rubric.helpful().name())) {
            active.add(new Active(Rubric.helpful(), null));
        }
        List<Version> written = list(null).stream()
                .filter(one -> one.active() && !one.file().isOfPair())
                .toList();
        written.stream()
                .filter(one -> one.file().expression().isEmpty())
                .forEach(one -> active.add(new Active(one.file().rubric(one.version()), one.file())));
        List<Version> expressions = written.stream()
                .filter(one -> one.file().expression().isPresent())
                .toList();
        Known next = new Known(List.copyOf(active), expressions, now.plus(FRESH));
        known = next;
        return next;
    }

    private boolean isReplaced(String name) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(BUILT_IN_IS_REPLACED)) {
                query.setString(1, name);
                ResultSet row = query.executeQuery();
                row.next();
                return row.getLong("n") > 0;
            }
        });
    }

    private static Optional<Version> newest(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setString(1, name);
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(version(row, false)) : Optional.empty();
        }
    }

    private static Version version(ResultSet row, boolean active) throws SQLException {
        String source = row.getString("source");
        return new Version(
                RubricFile.read(source),
                row.getInt("version"),
                active,
                new Written(
                        source,
                        row.getString("author"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()));
    }
}
