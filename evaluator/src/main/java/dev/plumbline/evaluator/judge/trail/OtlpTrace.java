package dev.plumbline.evaluator.judge.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.contracts.trace.Origin;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls as an OTLP message in JSON, each a trace of one span that links to the request it judged. Attributes are those of
 * OpenTelemetry's GenAI conventions; the verdict is a {@code gen_ai.evaluation.result} event.
 */
final class OtlpTrace {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLIENT = 3;
    private static final int ERROR = 2;
    private static final long NANOS = 1_000_000_000L;

    private OtlpTrace() {}

    /**
     * A call under its own ids.
     *
     * @param traceId 32 lower-case hex digits
     * @param spanId 16
     */
    record Named(String traceId, String spanId, JudgeCall call) {}

    static ObjectNode message(List<Named> calls) {
        ObjectNode message = JSON.createObjectNode();
        ObjectNode resource = message.putArray("resourceSpans").addObject();
        attributes(resource.putObject("resource").putArray("attributes"), Map.of("service.name", Origin.EVALUATOR));
        ObjectNode scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "dev.plumbline.judge");
        ArrayNode spans = scope.putArray("spans");
        calls.forEach(call -> span(spans.addObject(), call));
        return message;
    }

    private static void span(ObjectNode span, Named named) {
        JudgeCall call = named.call();
        span.put("traceId", named.traceId())
                .put("spanId", named.spanId())
                .put("name", "chat " + call.by().model())
                .put("kind", CLIENT)
                .put("startTimeUnixNano", nano(call.began()))
                .put("endTimeUnixNano", nano(call.ended()));
        attributes(span.putArray("attributes"), ofCall(call));
        String label = call.said().label();
        if (label != null) {
            ObjectNode event = span.putArray("events").addObject();
            event.put("timeUnixNano", nano(call.ended())).put("name", "gen_ai.evaluation.result");
            attributes(
                    event.putArray("attributes"),
                    Map.of(
                            "gen_ai.evaluation.name",
                            call.by().rubric().name(),
                            "gen_ai.evaluation.score.label",
                            label));
        }
        span.putArray("links")
                .addObject()
                .put("traceId", call.judged().traceId())
                .put("spanId", call.judged().spanId());
        if (call.said().error() != null) {
            span.putObject("status")
                    .put("code", ERROR)
                    .put("message", call.said().error());
        }
    }

    private static Map<String, Object> ofCall(JudgeCall call) {
        Map<String, Object> values = new TreeMap<>();
        values.put("gen_ai.operation.name", "chat");
        values.put("gen_ai.provider.name", call.by().provider());
        values.put("gen_ai.request.model", call.by().model());
        values.put("gen_ai.output.type", "json");
        values.put("plumbline.judge.rubric", call.by().rubric().name());
        values.put("plumbline.judge.rubric.version", (long) call.by().rubric().version());
        values.put("plumbline.judge.asking", (long) call.by().rubric().number());
        values.put("plumbline.judged.project", (long) call.judged().projectId());
        values.put("plumbline.judged.trace_id", call.judged().traceId());
        values.put("plumbline.judged.span_id", call.judged().spanId());
        put(values, "gen_ai.request.temperature", call.by().temperature());
        put(values, "gen_ai.usage.input_tokens", call.said().tokensIn());
        put(values, "gen_ai.usage.output_tokens", call.said().tokensOut());
        put(values, "error.type", call.said().error());
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static void attributes(ArrayNode list, Map<String, ?> values) {
        values.forEach((name, value) -> {
            ObjectNode typed = list.addObject().put("key", name).putObject("value");
            if (value instanceof Long number) {
                typed.put("intValue", String.valueOf(number));
            } else if (value instanceof Double number) {
                typed.put("doubleValue", number);
            } else {
                typed.put("stringValue", value.toString());
            }
        });
    }

    private static String nano(Instant at) {
        return String.valueOf(at.getEpochSecond() * NANOS + at.getNano());
    }
}
