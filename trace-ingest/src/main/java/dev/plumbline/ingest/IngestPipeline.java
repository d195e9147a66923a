package dev.plumbline.ingest;

import dev.plumbline.ingest.decode.BadPayloadException;
import dev.plumbline.ingest.decode.Decoded;
import dev.plumbline.ingest.decode.JsonDecoder;
import dev.plumbline.ingest.decode.OtlpLog;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.decode.ProtobufDecoder;
import dev.plumbline.ingest.normalize.LogNormalizer;
import dev.plumbline.ingest.normalize.Normalizer;
import dev.plumbline.ingest.store.Batch;
import dev.plumbline.ingest.store.IngestStore;
import dev.plumbline.tracestore.LogRecord;
import dev.plumbline.tracestore.SpanRecord;
import jakarta.inject.Singleton;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * The path of a message: decode, normalise, store, commit, answer. Fingerprints are taken when the request settles,
 * since content may arrive apart from its span.
 */
@Singleton
public final class IngestPipeline {
    private final ProtobufDecoder protobuf = new ProtobufDecoder();
    private final JsonDecoder json = new JsonDecoder();
    private final Normalizer normalizer = new Normalizer();
    private final LogNormalizer logNormalizer = new LogNormalizer();
    private final AcceptedDays days;
    private final IngestStore store;

    IngestPipeline(AcceptedDays days, IngestStore store) {
        this.days = days;
        this.store = store;
    }

    /** The encoding of a message. */
    public enum Encoding {
        PROTOBUF,
        JSON
    }

    /**
     * What was not taken, for the answer's {@code partial_success}.
     *
     * @param reasons why, one entry each
     */
    public record Accepted(int rejected, List<String> reasons) {}

    /**
     * Takes an {@code ExportTraceServiceRequest}; every span is stored or its rejection is in the answer.
     *
     * @throws BadPayloadException when the message cannot be read; sending it again cannot help
     * @throws SQLException when nothing was stored; sending it again may help
     */
    public Accepted traces(int projectId, Encoding encoding, byte[] message) throws BadPayloadException, SQLException {
        Decoded<OtlpSpan> decoded = encoding == Encoding.JSON ? json.spans(message) : protobuf.spans(message);
        if (decoded.items().isEmpty() && !decoded.rejections().isEmpty() && looksLikeLogs(encoding, message)) {
            throw new BadPayloadException("these are log records: send them to /v1/logs");
        }
        List<SpanRecord> spans =
                decoded.items().stream().map(span -> record(projectId, span)).toList();
        int rejected = decoded.rejections().size();
        if (!spans.isEmpty() || rejected > 0) {
            store.store(new Batch(projectId, "traces", spans, List.of(), rejected, 0));
        }
        return new Accepted(rejected, decoded.rejections());
    }

    /**
     * Takes an {@code ExportLogsServiceRequest}; records that carry no content of a span are dropped and counted.
     *
     * @throws BadPayloadException when the message cannot be read; sending it again cannot help
     * @throws SQLException when nothing was stored; sending it again may help
     */
    public Accepted logs(int projectId, Encoding encoding, byte[] message) throws BadPayloadException, SQLException {
        Decoded<OtlpLog> decoded = encoding == Encoding.JSON ? json.logs(message) : protobuf.logs(message);
        List<LogRecord> logs = decoded.items().stream()
                .map(log -> logNormalizer.normalize(
                        projectId, log, days.dayOf(log.timeNano()).day()))
                .filter(Objects::nonNull)
                .toList();
        int dropped = decoded.items().size() - logs.size();
        if (!decoded.items().isEmpty()) {
            store.store(new Batch(projectId, "logs", List.of(), logs, 0, dropped));
        }
        return new Accepted(
                0, dropped == 0 ? List.of() : List.of(dropped + " log records carry no content of a span: not kept"));
    }

    /** Metrics are not Plumbline's business: taken, counted as one dropped message, and answered with a warning. */
    public Accepted metrics(int projectId) throws SQLException {
        store.store(new Batch(projectId, "metrics", List.of(), List.of(), 0, 1));
        return new Accepted(0, List.of("metrics are not kept; send traces and logs"));
    }

    private SpanRecord record(int projectId, OtlpSpan span) {
        Normalizer.Normalized normalized = normalizer.normalize(projectId, span);
        AcceptedDays.Day day = days.dayOf(span.outline().startNano());
        return new SpanRecord(normalized.span(), normalized.payload(), day.day(), day.ofReceipt());
    }

    /** Logs and traces share the numbers of their outer fields, so logs read as spans without ids. */
    private boolean looksLikeLogs(Encoding encoding, byte[] message) {
        try {
            return encoding == Encoding.PROTOBUF
                    && protobuf.logs(message).items().stream()
                            .anyMatch(log ->
                                    log.body() != null || !log.eventName().isEmpty());
        } catch (BadPayloadException notLogsEither) {
            return false;
        }
    }
}
