package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.ModelCall;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.SpanKey;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.SpanOutcome;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.tracestore.SpanPayload;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A span of any dialect in Plumbline's form; the raw attributes stay with it. */
public final class Normalizer {

    /** A span in both halves of the store. */
    public record Normalized(Span span, SpanPayload payload) {}

    public Normalized normalize(int projectId, OtlpSpan sent) {
        Attributes attributes = new Attributes(sent.attributes());
        SpanKind kind = SpanKinds.of(sent, attributes);
        Content content = Content.EMPTY;
        String recognised = null;
        String told = null;
        for (Dialect candidate : Dialects.ALL) {
            if (candidate.recognises(sent, attributes)) {
                Content more = candidate.content(sent, attributes, kind);
                content = fill(content, more);
                recognised = recognised == null ? candidate.name() : recognised;
                told = told == null && tells(more) ? candidate.name() : told;
            }
        }
        String dialect = told != null ? told : recognised != null ? recognised : "none";
        ModelCall model = Fields.model(attributes);
        Span span = new Span(
                new SpanKey(
                        projectId,
                        sent.ids().traceId(),
                        sent.ids().spanId(),
                        sent.outline().startNano()),
                sent.ids().parentSpanId(),
                sent.outline().name(),
                kind,
                new SpanOutcome(sent.outline().endNano(), status(sent), message(sent)),
                Fields.origin(sent, attributes),
                kind == SpanKind.SPAN ? ModelCall.NONE : model);
        return new Normalized(span, payload(sent, dialect + "/" + Dialects.VERSION, content));
    }

    /** What one dialect left open, the next may fill. */
    private static Content fill(Content content, Content more) {
        return new Content(
                content.parameters().isEmpty() ? more.parameters() : content.parameters(),
                content.input().isEmpty() ? more.input() : content.input(),
                content.output().isEmpty() ? more.output() : content.output(),
                content.tools().isEmpty() ? more.tools() : content.tools(),
                content.documents().isEmpty() ? more.documents() : content.documents());
    }

    private static boolean tells(Content content) {
        return !content.input().isEmpty()
                || !content.output().isEmpty()
                || !content.documents().isEmpty();
    }

    private static SpanStatus status(OtlpSpan sent) {
        return switch (sent.outline().status()) {
            case 1 -> SpanStatus.OK;
            case 2 -> SpanStatus.ERROR;
            default -> SpanStatus.UNSET;
        };
    }

    private static @Nullable String message(OtlpSpan sent) {
        return sent.outline().statusMessage().isEmpty() ? null : sent.outline().statusMessage();
    }

    private static SpanPayload payload(OtlpSpan sent, String dialect, Content content) {
        Map<String, Object> resource = new LinkedHashMap<>(sent.scope().resource());
        resource.put("otel.scope.name", sent.scope().name());
        resource.put("otel.scope.version", sent.scope().version());
        sent.scope().attributes().forEach((key, value) -> resource.putIfAbsent("otel.scope.attributes." + key, value));
        resource.putAll(sent.outline().carried().fields());
        List<Map<String, Object>> events = sent.events().stream()
                .map(event -> Map.<String, Object>of(
                        "name", event.name(), "timeNano", event.timeNano(), "attributes", event.attributes()))
                .toList();
        List<Map<String, Object>> links = sent.links().stream()
                .map(link -> Map.<String, Object>of(
                        "traceId", link.traceId(), "spanId", link.spanId(), "attributes", link.attributes()))
                .toList();
        return new SpanPayload(dialect, content, sent.attributes(), resource, events, links, sent.notes());
    }
}
