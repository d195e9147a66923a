package dev.plumbline.ingest.settle;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.RequestTime;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.fingerprint.Fingerprinter;
import dev.plumbline.ingest.redact.Redaction;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The requests of a trace: its root, or each model call where no root has arrived. A trace in which no AI feature took
 * part has none.
 */
final class RequestAssembler {
    private static final int TEXT_BYTES = 2048;

    private final Fingerprinter fingerprinter = new Fingerprinter();
    private final CustomAttributes customAttributes;

    RequestAssembler(CustomAttributes customAttributes) {
        this.customAttributes = customAttributes;
    }

    /**
     * @param trace all spans of one trace as known now, in order of start
     * @return the requests with version 0, in order of start
     */
    List<Request> assemble(List<StoredSpan> trace) {
        if (trace.stream().allMatch(stored -> stored.span().kind() == SpanKind.SPAN)) {
            return List.of();
        }
        return trace.stream()
                .filter(stored -> stored.span().parentSpanId() == null)
                .findFirst()
                .map(root -> List.of(request(root, trace)))
                .orElseGet(() -> ofKind(trace, SpanKind.LLM).stream()
                        .map(call -> request(call, List.of(call)))
                        .toList());
    }

    private Request request(StoredSpan own, List<StoredSpan> spans) {
        Span span = own.span();
        List<StoredSpan> calls = ofKind(spans, SpanKind.LLM);
        return new Request(
                new RequestRef(
                        span.key().projectId(), span.key().traceId(), span.key().spanId()),
                0,
                origin(span.origin(), spans),
                new RequestTime(
                        span.key().startNano(),
                        span.outcome().endNano(),
                        span.outcome().status(),
                        span.name()),
                shape(spans, calls),
                text(own, spans, calls),
                customAttributes.of(own, spans));
    }

    private RequestShape shape(List<StoredSpan> spans, List<StoredSpan> calls) {
        List<StoredSpan> counted = CountedSpans.of(spans);
        return new RequestShape(
                spans.size(),
                calls.size(),
                ofKind(spans, SpanKind.TOOL).size(),
                context(spans).size(),
                sum(counted.stream(), span -> span.model().usage().input()),
                sum(counted.stream(), span -> span.model().usage().output()),
                calls.isEmpty() ? null : calls.get(0).span().model().requestModel());
    }

    private static @Nullable Long sum(Stream<StoredSpan> spans, Function<Span, @Nullable Long> usage) {
        return spans.map(stored -> usage.apply(stored.span()))
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private RequestText text(StoredSpan own, List<StoredSpan> spans, List<StoredSpan> calls) {
        StoredSpan first = calls.isEmpty() ? own : calls.get(0);
        StoredSpan last = calls.stream()
                .max(Comparator.comparingLong(call -> call.span().outcome().endNano()))
                .orElse(own);
        Content asked = own.payload().content().input().isEmpty()
                ? first.payload().content()
                : own.payload().content();
        Content answered = own.payload().content().output().isEmpty()
                ? last.payload().content()
                : own.payload().content();
        String input = question(asked.input());
        String output = answer(answered.output());
        return new RequestText(
                Cut.utf8(input, TEXT_BYTES),
                Cut.utf8(output, TEXT_BYTES),
                Cut.isLonger(input, TEXT_BYTES) || Cut.isLonger(output, TEXT_BYTES),
                Redaction.exact(
                        fingerprinter.of(
                                last.span().model().requestModel(),
                                last.payload().content(),
                                context(spans)),
                        last.payload(),
                        sources(spans).stream().map(StoredSpan::payload).toList()));
    }

    private static String question(List<Message> input) {
        List<Message> spoken = input.stream()
                .filter(message -> !message.role().equals("system"))
                .toList();
        return spoken.isEmpty()
                ? ""
                : spoken.get(Fingerprinter.lastUserTurn(spoken)).plainText();
    }

    private static String answer(List<Message> output) {
        return output.isEmpty() ? "" : output.get(output.size() - 1).plainText();
    }

    /** What the last stage of retrieval handed on: the last reranker's documents, else those of all retrievers. */
    private static List<Document> context(List<StoredSpan> spans) {
        return sources(spans).stream()
                .flatMap(stored -> stored.payload().content().documents().stream())
                .toList();
    }

    private static List<StoredSpan> sources(List<StoredSpan> spans) {
        List<StoredSpan> rerankers = ofKind(spans, SpanKind.RERANKER);
        List<StoredSpan> sources = rerankers.isEmpty()
                ? ofKind(spans, SpanKind.RETRIEVER)
                : rerankers.subList(rerankers.size() - 1, rerankers.size());
        boolean none = sources.stream()
                .allMatch(stored -> stored.payload().content().documents().isEmpty());
        return none ? spans : sources;
    }

    private static Origin origin(Origin own, List<StoredSpan> spans) {
        return new Origin(
                own.feature(),
                either(own.release(), spans, Origin::release),
                either(own.environment(), spans, Origin::environment),
                either(own.sessionId(), spans, Origin::sessionId),
                either(own.userId(), spans, Origin::userId));
    }

    private static @Nullable String either(
            @Nullable String own, List<StoredSpan> spans, Function<Origin, @Nullable String> field) {
        return own != null
                ? own
                : spans.stream()
                        .map(stored -> field.apply(stored.span().origin()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static List<StoredSpan> ofKind(List<StoredSpan> spans, SpanKind kind) {
        return spans.stream().filter(stored -> stored.span().kind() == kind).toList();
    }

    /** The attributes by which people slice: see {@link CustomAttributes}. */
    interface CustomAttributes {
        Map<String, String> of(StoredSpan own, List<StoredSpan> spans);
    }
}
