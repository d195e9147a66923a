package dev.plumbline.ingest.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.event.TruthRecorded;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.RequestWriter;
import dev.plumbline.tracestore.Truth;
import dev.plumbline.tracestore.outbox.Outbox;
import jakarta.inject.Singleton;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Stores a statement and its event in one transaction. */
@Singleton
class TruthStore {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DataSource database;
    private final RequestReader requests;
    private final RequestWriter writer = new RequestWriter();
    private final Outbox outbox = new Outbox("trace");
    private final ObjectMapper json;
    private final Clock clock;

    TruthStore(DataSource database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.requests = new RequestReader(database);
        this.json = json;
        this.clock = clock;
    }

    /** @return false when no request of that trace has been settled */
    boolean record(int projectId, String traceId, String kind, TruthResource.Statement statement, Instant at)
            throws SQLException {
        List<Request> known = requests.ofTrace(projectId, traceId);
        if (known.isEmpty()) {
            return false;
        }
        String source = statement.source() == null ? "" : statement.source();
        Truth truth = new Truth(
                known.get(0).ref(),
                kind,
                String.valueOf(statement.name()),
                source,
                statement.value(),
                statement.label(),
                at.getEpochSecond() * NANOS_PER_SECOND + at.getNano());
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                writer.writeTruth(connection, truth);
                outbox.append(connection, List.of(event(truth)));
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
        return true;
    }

    private Outbox.Event event(Truth truth) {
        TruthRecorded event = new TruthRecorded(
                new EventHeader(UUID.randomUUID().toString(), clock.instant()),
                truth.request(),
                truth.kind(),
                truth.name(),
                new TruthRecorded.Outcome(truth.value(), truth.label()),
                truth.source(),
                truth.atNano());
        try {
            return new Outbox.Event(Topics.TRUTH, truth.request().traceId(), json.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
