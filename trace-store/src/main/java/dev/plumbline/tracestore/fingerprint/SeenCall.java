package dev.plumbline.tracestore.fingerprint;

import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.tracestore.StoredSpan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The model call that a request's fingerprint is of, with the documents retrieved for it.
 *
 * @param span the last model call of the request, or the request's own span where no model was called
 * @param context what the last stage of retrieval handed on: the last reranker's documents, else those of all
 *     retrievers, else those of any span
 */
public record SeenCall(StoredSpan span, List<Document> context) {

    /**
     * @param spanId of the request's own span
     * @param trace all spans of the trace, in order of start
     * @return empty when the own span is not there
     */
    public static Optional<SeenCall> of(String spanId, List<StoredSpan> trace) {
        return trace.stream()
                .filter(stored -> stored.span().key().spanId().equals(spanId))
                .findFirst()
                .map(own -> of(own, own.span().parentSpanId() == null ? trace : List.of(own)));
    }

    private static SeenCall of(StoredSpan own, List<StoredSpan> spans) {
        StoredSpan last = ofKind(spans, SpanKind.LLM).stream()
                .max(Comparator.comparingLong(call -> call.span().outcome().endNano()))
                .orElse(own);
        return new SeenCall(last, context(spans));
    }

    /** What the model saw. */
    public Components components() {
        return Components.of(span.span().model().requestModel(), span.payload().content(), context);
    }

    private static List<Document> context(List<StoredSpan> spans) {
        List<StoredSpan> rerankers = ofKind(spans, SpanKind.RERANKER);
        List<Document> retrieved = documents(
                rerankers.isEmpty()
                        ? ofKind(spans, SpanKind.RETRIEVER)
                        : rerankers.subList(rerankers.size() - 1, rerankers.size()));
        return retrieved.isEmpty() ? documents(spans) : retrieved;
    }

    private static List<Document> documents(List<StoredSpan> spans) {
        return spans.stream()
                .flatMap(stored -> stored.payload().content().documents().stream())
                .toList();
    }

    private static List<StoredSpan> ofKind(List<StoredSpan> spans, SpanKind kind) {
        return spans.stream().filter(stored -> stored.span().kind() == kind).toList();
    }
}
