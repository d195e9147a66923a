package dev.plumbline.evaluator.reading;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;
import dev.plumbline.contracts.trace.RequestText;
import dev.plumbline.contracts.trace.RequestTime;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanOutcome;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.contracts.trace.TokenUsage;
import dev.plumbline.tracestore.SpanPayload;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Spans and requests of tests: one trace of one feature, each span named by a small number. */
public final class Spans {
    public static final long START = 1_767_225_600_000_000_000L;

    private static final long MILLISECOND = 1_000_000L;
    private static final String DIGEST = "9f".repeat(32);

    private Spans() {}

    /** @param number the span's id, and its place in time: it starts at so many milliseconds and lasts one */
    public static StoredSpan span(
            RequestRef request, int number, @Nullable Integer parent, SpanKind kind, Content content) {
        return span(request, number, parent, kind, content, ModelCall.NONE);
    }

    public static StoredSpan span(
            RequestRef request, int number, @Nullable Integer parent, SpanKind kind, Content content, ModelCall model) {
        return span(request, number, parent, kind, payload(content, Map.of()), model);
    }

    static StoredSpan span(
            RequestRef request,
            int number,
            @Nullable Integer parent,
            SpanKind kind,
            SpanPayload payload,
            ModelCall model) {
        long start = START + number * MILLISECOND;
        return new StoredSpan(
                new Span(
                        new SpanKey(request.projectId(), request.traceId(), id(number), start),
                        parent == null ? null : id(parent),
                        kind.name().toLowerCase(java.util.Locale.ROOT),
                        kind,
                        new SpanOutcome(start + MILLISECOND, SpanStatus.OK, null),
                        origin(),
                        model),
                payload,
                false);
    }

    static SpanPayload payload(Content content, Map<String, Object> attributes) {
        return new SpanPayload("test/1", content, attributes, Map.of(), List.of(), List.of(), List.of());
    }

    public static Content said(String question, String answer) {
        return new Content(
                Map.of(),
                List.of(Message.text("system", "Be brief."), Message.text("user", question)),
                List.of(Message.text("assistant", answer)),
                List.of(),
                List.of());
    }

    public static Content retrieved(String... texts) {
        List<Document> documents = java.util.Arrays.stream(texts)
                .map(text -> new Document(null, text, null))
                .toList();
        return new Content(Map.of(), List.of(), List.of(), List.of(), documents);
    }

    public static ModelCall model(String finishReason) {
        return new ModelCall("openai", "gpt-4o", "gpt-4o", null, List.of(finishReason), TokenUsage.NONE);
    }

    public static Request request(RequestRef ref, int version, SpanStatus status) {
        return request(ref, version, status, origin(), START);
    }

    public static Request request(RequestRef ref, int version, SpanStatus status, Origin origin, long startNano) {
        return new Request(
                ref,
                version,
                origin,
                new RequestTime(startNano, startNano + MILLISECOND, status, "root"),
                new RequestShape(1, 1, 0, 0, 10L, 5L, "gpt-4o"),
                new RequestText(
                        "cut question",
                        "cut answer",
                        true,
                        new Fingerprint(DIGEST, DIGEST, DIGEST, DIGEST, DIGEST, DIGEST, DIGEST)),
                Map.of("app.plan", "pro"));
    }

    public static Origin origin() {
        return new Origin("support-assistant", "1.4.0", "production", "s-1", "u-1");
    }

    public static String id(int number) {
        return String.format("%016x", number);
    }
}
