package dev.plumbline.drift.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.drift.detect.DetectorState;
import dev.plumbline.tracestore.database.Sql;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Leases features and keeps their progress. Times are the caller's wall clock. */
@Singleton
public class FeatureStore {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Due again when the lease ends, should its holder be gone by then; what comes in meanwhile makes it due sooner. */
    private static final String CLAIM = """
            UPDATE drift.feature SET lease_until = ?, due_at = ?, lease_token = lease_token + 1
            WHERE (project_id, feature) = (
                SELECT project_id, feature FROM drift.feature
                WHERE due_at <= ? AND lease_until <= ? ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING project_id, feature, lease_token
            """;

    private static final String RELEASE = """
            UPDATE drift.feature
            SET lease_until = ?, due_at = CASE WHEN due_at = ? THEN ? ELSE due_at END
            WHERE project_id = ? AND feature = ? AND lease_token = ?
            """;
    private static final String WAITING =
            "SELECT EXISTS (SELECT FROM drift.input WHERE project_id = ? AND feature = ? AND fate IS NULL)";
    private static final String HOLD =
            "SELECT lease_token FROM drift.feature WHERE project_id = ? AND feature = ? FOR UPDATE";
    private static final String DUE =
            "UPDATE drift.feature SET due_at = least(due_at, ?) WHERE project_id = ? AND feature = ?";
    private static final String PROGRESS = """
            SELECT consumed, reference, model, learned_n, state, anew_from FROM drift.feature
            WHERE project_id = ? AND feature = ?
            """;
    private static final String ADVANCE =
            "UPDATE drift.feature SET consumed = ?, state = ?::jsonb WHERE project_id = ? AND feature = ?";

    private static final String ANEW = """
            WITH asked AS (
                SELECT project_id, feature, coalesce((
                    SELECT min(ordinal) FROM drift.observation AS o
                    WHERE o.project_id = feature.project_id AND o.feature = feature.feature AND o.start_nano >= coalesce(?, (
                        SELECT first_nano FROM drift.release AS r
                        WHERE r.project_id = feature.project_id AND r.feature = feature.feature AND r.release = ?))), observed
                    ) AS ordinal
                FROM drift.feature WHERE project_id = ? AND feature = ? AND learned_n IS NOT NULL)
            UPDATE drift.feature SET anew_from = ordinal, due_at = least(due_at, ?) FROM asked
            WHERE feature.project_id = asked.project_id AND feature.feature = asked.feature
            RETURNING (SELECT count(*) FROM drift.observation AS o
                WHERE o.project_id = feature.project_id AND o.feature = feature.feature AND o.ordinal >= asked.ordinal)
            """;
    private static final String RELEASED =
            "SELECT EXISTS (SELECT FROM drift.release WHERE project_id = ? AND feature = ? AND release = ?)";

    private final DataSource database;

    public FeatureStore(DataSource database) {
        this.database = database;
    }

    /** Takes the feature that has been due for longest and that nobody holds. */
    public Optional<Claim> claim(Instant now, Duration lease) {
        // The database keeps microseconds; release compares.
        Instant until = now.plus(lease).truncatedTo(ChronoUnit.MICROS);
        return Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
                update.setObject(1, utc(until));
                update.setObject(2, utc(until));
                update.setObject(3, utc(now));
                update.setObject(4, utc(now));
                ResultSet row = update.executeQuery();
                return row.next()
                        ? Optional.of(new Claim(new FeatureKey(row.getInt(1), row.getString(2)), row.getLong(3), until))
                        : Optional.empty();
            }
        });
    }

    /**
     * Gives the feature back: due again at {@code next} when its holder left something to do or requests wait for their
     * place in the order; else when something comes in.
     */
    public void release(Claim claim, Instant now, Instant next, boolean more) {
        Sql.transaction(database, connection -> {
            if (!held(connection, claim)) {
                return false;
            }
            try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
                update.setObject(1, utc(now));
                update.setObject(2, utc(claim.until()));
                update.setObject(3, more || waiting(connection, claim.key()) ? utc(next) : OffsetDateTime.MAX);
                update.setInt(4, claim.key().projectId());
                update.setString(5, claim.key().feature());
                update.setLong(6, claim.token());
                return update.executeUpdate() > 0;
            }
        });
    }

    /** There is something to do for the feature. */
    public void due(Connection connection, FeatureKey key, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DUE)) {
            update.setObject(1, utc(at));
            update.setInt(2, key.projectId());
            update.setString(3, key.feature());
            update.executeUpdate();
        }
    }

    /**
     * Locks the feature for the caller's transaction.
     *
     * @throws LostLeaseException when another holder has overtaken this one
     */
    public void hold(Connection connection, Claim claim) throws SQLException {
        if (!held(connection, claim)) {
            throw new LostLeaseException(claim.key());
        }
    }

    /**
     * Asks for a new reference, of the sessions from a moment or from the arrival of a release on; the next cycle begins it.
     *
     * @param fromNano null where a release is given
     * @param release one that {@link #released}; null where a moment is given
     * @return how many sessions there are to learn from; empty where nothing is learned yet
     */
    public OptionalLong learnAnew(FeatureKey key, @Nullable Long fromNano, @Nullable String release, Instant now) {
        return Sql.transaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(ANEW)) {
                update.setObject(1, fromNano, Types.BIGINT);
                update.setString(2, release);
                update.setInt(3, key.projectId());
                update.setString(4, key.feature());
                update.setObject(5, utc(now));
                ResultSet row = update.executeQuery();
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    /** Whether the feature has answered with this release. */
    public boolean released(FeatureKey key, String release) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(RELEASED)) {
                query.setInt(1, key.projectId());
                query.setString(2, key.feature());
                query.setString(3, release);
                ResultSet row = query.executeQuery();
                return row.next() && row.getBoolean(1);
            }
        });
    }

    public Progress progress(FeatureKey key) {
        return Sql.read(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(PROGRESS)) {
                query.setInt(1, key.projectId());
                query.setString(2, key.feature());
                ResultSet row = query.executeQuery();
                row.next();
                return new Progress(
                        key,
                        row.getLong("consumed"),
                        row.getInt("reference"),
                        row.getString("model"),
                        row.getObject("learned_n", Integer.class),
                        state(row.getString("state")),
                        row.getObject("anew_from", Long.class));
            }
        });
    }

    /** Stores how far the feature has come, in the caller's transaction. */
    public void advance(Connection connection, FeatureKey key, long consumed, DetectorState state) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, consumed);
            update.setString(2, json(state));
            update.setInt(3, key.projectId());
            update.setString(4, key.feature());
            update.executeUpdate();
        }
    }

    private static boolean held(Connection connection, Claim claim) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HOLD)) {
            query.setInt(1, claim.key().projectId());
            query.setString(2, claim.key().feature());
            ResultSet row = query.executeQuery();
            return row.next() && row.getLong(1) == claim.token();
        }
    }

    private static boolean waiting(Connection connection, FeatureKey key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WAITING)) {
            query.setInt(1, key.projectId());
            query.setString(2, key.feature());
            ResultSet row = query.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    private static String json(DetectorState state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DetectorState state(@Nullable String json) {
        try {
            return json == null ? DetectorState.START : JSON.readValue(json, DetectorState.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
