package dev.plumbline.ingest;

import dev.plumbline.ingest.decode.BadPayloadException;
import dev.plumbline.ingest.decode.Decoded;
import dev.plumbline.ingest.decode.Decoder;
import dev.plumbline.ingest.decode.Metrics;
import dev.plumbline.ingest.decode.OtlpLog;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.ledger.Loss;
import dev.plumbline.ingest.ledger.LossStore;
import dev.plumbline.ingest.normalize.EvaluationResults;
import dev.plumbline.ingest.normalize.LogNormalizer;
import dev.plumbline.ingest.normalize.Normalizer;
import dev.plumbline.ingest.project.LimitStore;
import dev.plumbline.ingest.project.LimitStore.OverLimitException;
import dev.plumbline.ingest.redact.PrivacyStore;
import dev.plumbline.ingest.redact.SpanRedactor;
import dev.plumbline.ingest.store.Batch;
import dev.plumbline.ingest.store.IngestStore;
import dev.plumbline.tracestore.LogRecord;
import dev.plumbline.tracestore.SpanRecord;
import dev.plumbline.tracestore.Written;
import dev.plumbline.tracestore.statement.Statement;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The path of a message: decode, normalise, redact, store, commit, answer. Fingerprints are taken when the request settles,
 * since content may arrive apart from its span.
 */
@Singleton
public final class IngestPipeline {
    private static final Logger LOG = Logger.getLogger(IngestPipeline.class);

    private final Decoder decoder = new Decoder();
    private final Normalizer normalizer = new Normalizer();
    private final LogNormalizer logNormalizer = new LogNormalizer();
    private final AcceptedDays days;
    private final LimitStore limits;
    private final PrivacyStore privacy;
    private final IngestStore store;
    private final LossStore losses;

    IngestPipeline(AcceptedDays days, LimitStore limits, PrivacyStore privacy, IngestStore store, LossStore losses) {
        this.days = days;
        this.limits = limits;
        this.privacy = privacy;
        this.store = store;
        this.losses = losses;
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
     * @throws OverLimitException when its project sends too much; sending it again later helps
     * @throws SQLException when nothing was stored; sending it again may help
     */
    public Accepted traces(int projectId, Encoding encoding, byte[] message)
            throws BadPayloadException, OverLimitException, SQLException {
        limits.check(projectId);
        Arrival arrival = new Arrival(
                new LossStore.Message(projectId, "traces", encoding == Encoding.JSON, message),
                privacy.guard(projectId));
        Decoded<OtlpSpan> decoded = decode(arrival, decoder::spans);
        limits.take(projectId, decoded.items().size());
        List<SpanRecord> spans = decoded.items().stream()
                .map(span -> record(projectId, span, arrival.guard()))
                .filter(Objects::nonNull)
                .toList();
        int dropped = decoded.items().size() - spans.size();
        Loss loss = Loss.of(decoded, Loss.BY_POLICY, dropped);
        store(
                arrival,
                new Batch(
                        projectId,
                        "traces",
                        spans,
                        List.of(),
                        said(projectId, decoded.items(), arrival.guard()),
                        decoded.rejections().size(),
                        dropped),
                loss);
        return accepted(arrival, decoded, List.of());
    }

    /**
     * Takes an {@code ExportLogsServiceRequest}; records that carry neither content of a span nor the result of an
     * evaluation are dropped and counted.
     *
     * @throws BadPayloadException when the message cannot be read; sending it again cannot help
     * @throws OverLimitException when its project sends too much; sending it again later helps
     * @throws SQLException when nothing was stored; sending it again may help
     */
    public Accepted logs(int projectId, Encoding encoding, byte[] message)
            throws BadPayloadException, OverLimitException, SQLException {
        limits.check(projectId);
        Arrival arrival = new Arrival(
                new LossStore.Message(projectId, "logs", encoding == Encoding.JSON, message), privacy.guard(projectId));
        Decoded<OtlpLog> decoded = decode(arrival, decoder::logs);
        limits.take(projectId, decoded.items().size());
        Results results = results(projectId, decoded, arrival.guard());
        List<LogRecord> logs = decoded.items().stream()
                .filter(log -> !EvaluationResults.is(log))
                .map(log -> record(projectId, log, arrival.guard()))
                .filter(Objects::nonNull)
                .toList();
        int rejected = results.read().rejections().size();
        int dropped = decoded.items().size()
                + decoded.rejections().size()
                - logs.size()
                - results.statements().size()
                - rejected;
        Loss loss = Loss.of(results.read(), Loss.NO_CONTENT, dropped);
        store(arrival, new Batch(projectId, "logs", List.of(), logs, results.statements(), rejected, dropped), loss);
        return accepted(
                arrival,
                results.read(),
                dropped == 0
                        ? List.of()
                        : List.of(dropped + " log records are not kept: no content of a span, or by policy"));
    }

    /**
     * Metrics are not Plumbline's business: their data points are counted as dropped, and the sender is warned.
     *
     * @throws BadPayloadException when the message cannot be read
     */
    public Accepted metrics(int projectId, Encoding encoding, byte[] message) throws BadPayloadException, SQLException {
        int points = encoding == Encoding.JSON ? Metrics.pointsOfJson(message) : Metrics.pointsOfProtobuf(message);
        if (points == 0) {
            return new Accepted(0, List.of());
        }
        store.store(new Batch(projectId, "metrics", List.of(), List.of(), 0, points));
        losses.record(projectId, "metrics", Loss.metrics(points));
        return new Accepted(0, List.of("metrics are not kept; send traces and logs"));
    }

    /** The results of evaluations among log records; what is wrong with the others is added to the rejections. */
    private record Results(List<Statement> statements, Decoded<OtlpLog> read) {}

    private Results results(int projectId, Decoded<OtlpLog> decoded, PrivacyStore.Guard guard) throws SQLException {
        if (decoded.items().stream().noneMatch(EvaluationResults::is)) {
            return new Results(List.of(), decoded);
        }
        boolean full = store.tooManyWait(projectId);
        List<Statement> statements = new ArrayList<>();
        List<Decoded.Rejection> rejections = new ArrayList<>(decoded.rejections());
        for (OtlpLog log : decoded.items()) {
            if (EvaluationResults.is(log)) {
                try {
                    Statement statement = EvaluationResults.of(projectId, log, days.times());
                    Statement kept = statement == null
                            ? null
                            : guard.keep(
                                    statement, log.attributes(), log.scope().resource());
                    if (kept != null && full) {
                        rejections.add(new Decoded.Rejection(
                                "waiting_full", "an evaluation result: too many of this project wait for requests"));
                    } else if (kept != null) {
                        statements.add(kept);
                    }
                } catch (EvaluationResults.BadResultException e) {
                    rejections.add(new Decoded.Rejection(
                            "evaluation", "an evaluation result of trace " + log.traceId() + ": " + e.getMessage()));
                }
            }
        }
        return new Results(statements, new Decoded<>(decoded.items(), rejections, decoded.warnings()));
    }

    /** What events of spans say; where too many wait they stay in their span and say no more. */
    private List<Statement> said(int projectId, List<OtlpSpan> spans, PrivacyStore.Guard guard) throws SQLException {
        EvaluationResults.Times times = days.times();
        List<Statement> statements = new ArrayList<>();
        for (OtlpSpan span : spans) {
            for (Statement statement : EvaluationResults.of(projectId, span, times)) {
                Statement kept =
                        guard.keep(statement, span.attributes(), span.scope().resource());
                if (kept != null) {
                    statements.add(kept);
                }
            }
        }
        return statements.isEmpty() || store.tooManyWait(projectId) ? List.of() : statements;
    }

    private record Arrival(LossStore.Message message, PrivacyStore.Guard guard) {}

    private interface Reading<T> {
        Decoded<T> read(boolean inJson, byte[] message) throws BadPayloadException;
    }

    /** A message that cannot be read is one rejected item of the ledger; where that fails, the sender still hears why. */
    private <T> Decoded<T> decode(Arrival arrival, Reading<T> reading) throws BadPayloadException {
        LossStore.Message message = arrival.message();
        try {
            return reading.read(message.json(), message.body());
        } catch (BadPayloadException e) {
            try {
                store(
                        arrival,
                        new Batch(message.projectId(), message.signal(), List.of(), List.of(), 1, 0),
                        Loss.unreadable());
                keep(arrival, 1, List.of(String.valueOf(e.getMessage())));
            } catch (SQLException notCounted) {
                LOG.warnf("a message that could not be read was not counted: %s", notCounted);
            }
            throw e;
        }
    }

    private void store(Arrival arrival, Batch batch, Loss loss) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        Written written = store.store(batch);
        losses.count(batch.projectId(), batch.signal(), "stored", written.stored());
        losses.count(batch.projectId(), batch.signal(), "duplicate", written.duplicate());
        losses.conflicts(batch.projectId(), written.conflicting());
        losses.record(arrival.message().projectId(), arrival.message().signal(), loss);
    }

    private Accepted accepted(Arrival arrival, Decoded<?> decoded, List<String> others) {
        List<String> rejections =
                decoded.rejections().stream().map(Decoded.Rejection::message).toList();
        if (!rejections.isEmpty()) {
            keep(arrival, rejections.size(), rejections);
        }
        return new Accepted(
                rejections.size(),
                Stream.of(rejections, decoded.warnings(), others)
                        .flatMap(List::stream)
                        .toList());
    }

    /** What a project wants kept out of the store is not kept beside it either. */
    private void keep(Arrival arrival, int items, List<String> reasons) {
        if (arrival.guard().keepsAll()) {
            losses.keep(arrival.message(), items, reasons.subList(0, Math.min(reasons.size(), 20)));
        }
    }

    private @Nullable SpanRecord record(int projectId, OtlpSpan span, PrivacyStore.Guard guard) {
        Normalizer.Normalized normalized = normalizer.normalize(projectId, span);
        SpanRedactor.Halves kept = guard.keep(normalized.span(), normalized.payload());
        if (kept == null) {
            return null;
        }
        AcceptedDays.Day day = days.dayOf(span.outline().startNano());
        return new SpanRecord(kept.span(), kept.payload(), day.day(), day.ofReceipt());
    }

    private @Nullable LogRecord record(int projectId, OtlpLog log, PrivacyStore.Guard guard) {
        LogRecord normalized = logNormalizer.normalize(
                projectId, log, days.dayOf(log.timeNano()).day());
        return normalized == null
                ? null
                : guard.keep(normalized, log.attributes(), log.scope().resource());
    }
}
