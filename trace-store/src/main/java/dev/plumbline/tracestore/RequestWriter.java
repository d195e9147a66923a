package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.RequestText;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Writes settled requests and what becomes known of them, in the caller's transaction. */
public final class RequestWriter {

    /**
     * Makes these the requests of the trace: rows are replaced, rows of spans that are no request any more go.
     *
     * @param day of the trace's partition; the same for all its requests, so that one row stays one row
     * @param requests at least one, all of the same trace
     */
    public void write(Connection connection, LocalDate day, List<Request> requests) throws SQLException {
        write(connection, day, requests, Map.of());
    }

    /** The same with what they cost; a request that is not among the costs is one that cost nothing that is known. */
    public void write(Connection connection, LocalDate day, List<Request> requests, Map<RequestRef, RequestCost> costs)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(RequestSql.DELETE_OTHERS)) {
            delete.setBytes(1, Hex.bytes(requests.get(0).ref().traceId()));
            delete.setInt(2, requests.get(0).ref().projectId());
            delete.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea",
                            requests.stream()
                                    .map(request -> Hex.bytes(request.ref().spanId()))
                                    .toArray(byte[][]::new)));
            delete.executeUpdate();
        }
        try (PreparedStatement upsert = connection.prepareStatement(RequestSql.UPSERT)) {
            for (Request request : requests) {
                bind(upsert, day, request);
                bindCost(upsert, costs.getOrDefault(request.ref(), RequestCost.NONE));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** Writes feedback or truth; a later statement of the same source about the same name replaces the earlier. */
    public void writeTruth(Connection connection, Truth truth) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(RequestSql.UPSERT_TRUTH)) {
            upsert.setInt(1, truth.request().projectId());
            upsert.setBytes(2, Hex.bytes(truth.request().traceId()));
            upsert.setBytes(3, Hex.bytes(truth.request().spanId()));
            upsert.setString(4, truth.kind());
            upsert.setString(5, truth.name());
            upsert.setString(6, truth.source());
            upsert.setObject(7, truth.value(), Types.DOUBLE);
            upsert.setString(8, truth.label());
            upsert.setLong(9, truth.atNano());
            upsert.executeUpdate();
        }
    }

    private static void bindCost(PreparedStatement row, RequestCost cost) throws SQLException {
        row.setObject(28, cost.usd(), Types.DOUBLE);
        row.setBoolean(29, cost.unknown());
        row.setString(30, cost.priceVersion());
        row.setString(31, cost.calls().isEmpty() ? null : CostReader.json(cost.calls()));
    }

    private static void bind(PreparedStatement row, LocalDate day, Request request) throws SQLException {
        row.setString(1, day.toString());
        row.setInt(2, request.ref().projectId());
        row.setBytes(3, Hex.bytes(request.ref().traceId()));
        row.setBytes(4, Hex.bytes(request.ref().spanId()));
        row.setInt(5, request.version());
        row.setLong(6, request.time().startNano());
        row.setLong(7, request.time().endNano());
        row.setString(8, request.time().status().name());
        row.setString(9, text(request.time().name()));
        bindOrigin(row, request.origin());
        bindShape(row, request.shape());
        RequestText text = request.text();
        row.setBytes(22, Hex.bytes(text.fingerprint().request()));
        row.setBytes(23, RequestRows.digests(text.fingerprint()));
        row.setString(24, text(text.input()));
        row.setString(25, text(text.output()));
        row.setBoolean(26, text.cut());
        row.setString(27, RequestRows.attributesJson(request.attributes()));
    }

    private static void bindOrigin(PreparedStatement row, Origin origin) throws SQLException {
        row.setString(10, text(origin.feature()));
        row.setString(11, text(origin.release()));
        row.setString(12, text(origin.environment()));
        row.setString(13, text(origin.sessionId()));
        row.setString(14, text(origin.userId()));
    }

    private static void bindShape(PreparedStatement row, RequestShape shape) throws SQLException {
        row.setInt(15, shape.spans());
        row.setInt(16, shape.modelCalls());
        row.setInt(17, shape.toolCalls());
        row.setInt(18, shape.documents());
        row.setObject(19, shape.tokensIn(), java.sql.Types.BIGINT);
        row.setObject(20, shape.tokensOut(), java.sql.Types.BIGINT);
        row.setString(21, text(shape.model()));
    }

    private static @Nullable String text(@Nullable String value) {
        return Columns.storable(value);
    }
}
