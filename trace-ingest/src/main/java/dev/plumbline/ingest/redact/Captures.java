package dev.plumbline.ingest.redact;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.ingest.redact.Policy.Extent;
import dev.plumbline.tracestore.SpanPayload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much of a span is kept, by its attributes; the first rule that fits decides. */
public final class Captures {
    private static final String NOTE = "content not kept by policy";

    /** Text that says what a span is, not what went in or came out. */
    private static final Set<String> METADATA = Set.of(
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.system",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "gen_ai.response.id",
            "gen_ai.response.finish_reasons",
            "gen_ai.conversation.id",
            "gen_ai.agent.name",
            "gen_ai.agent.id",
            "gen_ai.tool.name",
            "gen_ai.tool.type",
            "gen_ai.tool.call.id",
            "gen_ai.output.type",
            "openinference.span.kind",
            "llm.model_name",
            "llm.provider",
            "llm.system",
            "traceloop.span.kind",
            "traceloop.entity.name",
            "traceloop.workflow.name",
            "ai.operationId",
            "ai.model.id",
            "ai.model.provider",
            "session.id",
            "user.id",
            "error.type");

    private static final List<String> METADATA_PREFIXES =
            List.of("service.", "deployment.", "telemetry.", "otel.", "server.", "http.request.method", "plumbline.");

    private final List<Policy.Capture> rules;

    public Captures(List<Policy.Capture> rules) {
        this.rules = rules;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    public Extent of(Map<String, Object> attributes) {
        for (Policy.Capture rule : rules) {
            Object value = attributes.get(rule.attribute());
            if (value != null && (rule.value() == null || rule.value().equals(value.toString()))) {
                return rule.extent();
            }
        }
        return Extent.FULL;
    }

    /** The payload without any text that went in or came out: numbers, switches and known metadata stay. */
    public static SpanPayload metadata(SpanPayload payload) {
        List<Map<String, Object>> events = payload.events().stream()
                .map(event -> {
                    Map<String, Object> bare = new LinkedHashMap<>(event);
                    bare.put("attributes", Map.of());
                    return bare;
                })
                .toList();
        List<String> notes = new ArrayList<>(payload.notes());
        notes.add(NOTE);
        return new SpanPayload(
                payload.dialect(),
                new Content(numbers(payload.content().parameters()), List.of(), List.of(), List.of(), List.of()),
                numbers(payload.attributes()),
                numbers(payload.resource()),
                events,
                payload.links(),
                notes);
    }

    private static Map<String, Object> numbers(Map<String, Object> attributes) {
        Map<String, Object> kept = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            boolean metadata =
                    METADATA.contains(name) || METADATA_PREFIXES.stream().anyMatch(name::startsWith);
            if (metadata || value instanceof Number || value instanceof Boolean) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
