package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Where a fingerprint, or the digest of one of its components, was seen. */
public final class FingerprintReader {
    private static final int DIGEST_BYTES = 32;

    private final DataSource database;

    public FingerprintReader(DataSource database) {
        this.database = database;
    }

    /**
     * What one release of one feature did with it.
     *
     * @param firstNano start of the earliest request, nanoseconds since the Unix epoch
     * @param lastNano start of the latest request
     * @param latest that latest request
     */
    public record Sighting(
            String feature, @Nullable String release, long count, long firstNano, long lastNano, RequestRef latest) {}

    /** All releases that sent requests with this fingerprint, the earliest first. */
    public List<Sighting> ofRequest(int projectId, String digest) throws SQLException {
        return read(FingerprintSql.OF_REQUEST, projectId, Hex.bytes(digest), 0);
    }

    /**
     * All releases that sent requests with this component, the earliest first; reads every request of the project.
     *
     * @param index of the component: model, system, tools, context, history, input
     */
    public List<Sighting> ofComponent(int projectId, int index, String digest) throws SQLException {
        return read(FingerprintSql.OF_COMPONENT, projectId, Hex.bytes(digest), 1 + index * DIGEST_BYTES);
    }

    private List<Sighting> read(String sql, int projectId, byte[] digest, int from) throws SQLException {
        List<Sighting> sightings = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, projectId);
            if (from > 0) {
                query.setInt(2, from);
            }
            query.setBytes(from > 0 ? 3 : 2, digest);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                sightings.add(new Sighting(
                        row.getString("feature"),
                        row.getString("release"),
                        row.getLong("requests"),
                        row.getLong("first_nano"),
                        row.getLong("last_nano"),
                        RequestRows.ref(row)));
            }
        }
        return sightings;
    }
}
