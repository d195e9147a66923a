package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.RequestText;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes settled requests and what becomes known of them, in the caller's transaction. */
public final class RequestWriter {
    private static final String BETWEEN_KEYS = "\u001f";

    /**
     * The requests of one trace.
     *
     * @param day of the trace's partition; the same for all its requests, so that one row stays one row
     * @param requests at least one, all of the same trace
     * @param costs a request that is not among them is one that cost nothing that is known
     * @param keys what late truth may call each request by, in the form of a statement's subject
     */
    public record OfTrace(
            LocalDate day,
            List<Request> requests,
            Map<RequestRef, RequestCost> costs,
            Map<RequestRef, List<String>> keys) {
        public OfTrace(LocalDate day, List<Request> requests, Map<RequestRef, RequestCost> costs) {
            this(day, requests, costs, Map.of());
        }
    }

    /**
     * Makes these the requests of the trace: rows are replaced, rows of spans that are no request any more go.
     *
     * @param day of the trace's partition
     * @param requests at least one, all of the same trace
     */
    public void write(Connection connection, LocalDate day, List<Request> requests) throws SQLException {
        write(connection, day, requests, Map.of());
    }

    /** The same with what they cost; a request that is not among the costs is one that cost nothing that is known. */
    public void write(Connection connection, LocalDate day, List<Request> requests, Map<RequestRef, RequestCost> costs)
            throws SQLException {
        deleteOthers(connection, requests);
        replace(connection, List.of(new OfTrace(day, requests, costs)));
    }

    /** Removes the rows of the trace's spans that are not among these requests; at least one, all of the same trace. */
    public void deleteOthers(Connection connection, List<Request> requests) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(RequestSql.DELETE_OTHERS)) {
            delete.setBytes(1, Hex.bytes(requests.get(0).ref().traceId()));
            delete.setInt(2, requests.get(0).ref().projectId());
            delete.setArray(
                    3,
                    Columns.ids(
                            connection,
                            requests.stream()
                                    .map(request -> request.ref().spanId())
                                    .toList()));
            delete.executeUpdate();
        }
    }

    /** Writes the requests of many traces, each trace once, over what is there of them. */
    public void replace(Connection connection, List<OfTrace> traces) throws SQLException {
        record Row(LocalDate day, Request request, RequestCost cost, List<String> keys) {}
        List<Row> rows = traces.stream()
                .flatMap(trace -> trace.requests().stream()
                        .map(request -> new Row(
                                trace.day(),
                                request,
                                trace.costs().getOrDefault(request.ref(), RequestCost.NONE),
                                trace.keys().getOrDefault(request.ref(), List.of()))))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(RequestSql.UPSERT)) {
            Columns<Row> columns = new Columns<>(connection, upsert, rows)
                    .date(Row::day)
                    .integer(row -> row.request().ref().projectId())
                    .bytes(row -> Hex.bytes(row.request().ref().traceId()))
                    .bytes(row -> Hex.bytes(row.request().ref().spanId()))
                    .integer(row -> row.request().version())
                    .number(row -> row.request().time().startNano())
                    .number(row -> row.request().time().endNano())
                    .text(row -> row.request().time().status().name())
                    .text(row -> row.request().time().name());
            bindOrigin(columns, row -> row.request().origin());
            bindShape(columns, row -> row.request().shape());
            bindText(columns, row -> row.request().text());
            columns.text(row -> RequestRows.attributesJson(row.request().attributes()));
            bindCost(columns, Row::cost);
            columns.text(row -> row.keys().stream()
                    .map(key -> key.replace(BETWEEN_KEYS, " "))
                    .collect(Collectors.joining(BETWEEN_KEYS)));
            upsert.executeUpdate();
        }
    }

    /** Writes feedback or truth over what the same source said about the same before, without keeping what it said. */
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

    private static <R> void bindCost(Columns<R> columns, Function<R, RequestCost> of) throws SQLException {
        columns.real(row -> of.apply(row).usd())
                .integer(row -> of.apply(row).unknown() ? 1 : 0)
                .text(row -> of.apply(row).priceVersion())
                .text(row -> of.apply(row).calls().isEmpty()
                        ? null
                        : CostReader.json(of.apply(row).calls()));
    }

    private static <R> void bindOrigin(Columns<R> columns, Function<R, Origin> of) throws SQLException {
        columns.text(row -> of.apply(row).feature())
                .text(row -> of.apply(row).release())
                .text(row -> of.apply(row).environment())
                .text(row -> of.apply(row).sessionId())
                .text(row -> of.apply(row).userId());
    }

    private static <R> void bindShape(Columns<R> columns, Function<R, RequestShape> of) throws SQLException {
        columns.integer(row -> of.apply(row).spans())
                .integer(row -> of.apply(row).modelCalls())
                .integer(row -> of.apply(row).toolCalls())
                .integer(row -> of.apply(row).documents())
                .number(row -> of.apply(row).tokensIn())
                .number(row -> of.apply(row).tokensOut())
                .text(row -> of.apply(row).model());
    }

    private static <R> void bindText(Columns<R> columns, Function<R, RequestText> of) throws SQLException {
        columns.bytes(row -> Hex.bytes(of.apply(row).fingerprint().request()))
                .bytes(row -> RequestRows.digests(of.apply(row).fingerprint()))
                .text(row -> of.apply(row).input())
                .text(row -> of.apply(row).output())
                .integer(row -> of.apply(row).cut() ? 1 : 0);
    }
}
