package dev.plumbline.ingest.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ingest.decode.OtlpScope;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.Normalizer;
import dev.plumbline.ingest.normalize.Normalizer.Normalized;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans rebuilt from an export of observations. The attributes that the exporter kept stand in the metadata; those that
 * it turned into columns are put back under the names that the framework's own scope gives them.
 */
final class Observations {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Observations() {}

    static List<Normalized> of(String capture) throws IOException {
        return of(Captures.folder("framework-spans").resolve("langfuse-" + capture + ".json"));
    }

    static List<Normalized> of(Path file) throws IOException {
        Map<String, Object> export = Captures.object(file);
        Map<?, ?> trace = (Map<?, ?>) export.get("trace");
        List<Normalized> spans = new ArrayList<>();
        for (Object item : (List<?>) export.get("observations")) {
            spans.add(new Normalizer().normalize(1, span(trace, (Map<?, ?>) item)));
        }
        return spans;
    }

    private static OtlpSpan span(Map<?, ?> trace, Map<?, ?> observation) throws IOException {
        Map<?, ?> metadata = map(observation.get("metadata"));
        Map<?, ?> scope = map(metadata.get("scope"));
        String scopeName = scope.get("name") == null ? "" : scope.get("name").toString();
        Map<String, Object> attributes = Captures.attributes(map(metadata.get("attributes")));
        if (scopeName.isEmpty() || scopeName.startsWith("langfuse")) {
            columns(observation, attributes);
            session(trace, attributes);
            metadata.forEach((key, value) -> {
                if (!List.of("attributes", "scope", "resourceAttributes").contains(String.valueOf(key))) {
                    attributes.put("langfuse.observation.metadata." + key, encoded(value));
                }
            });
        } else if (scopeName.equals("agent_framework") || scopeName.equals("pydantic-ai")) {
            consumed(observation, attributes);
        } else if (scopeName.equals("ai.koog")) {
            usage(observation, attributes);
        }
        Object parent = observation.get("parentObservationId");
        return new OtlpSpan(
                new OtlpScope(Captures.attributes(map(metadata.get("resourceAttributes"))), scopeName, "", Map.of()),
                new OtlpSpan.Ids(
                        "0af7651916cd43dd8448eb211c80319c",
                        "b7ad6b7169203331",
                        parent == null ? null : "00f067aa0ba902b7"),
                new OtlpSpan.Outline(String.valueOf(observation.get("name")), 1, 2, 0, ""),
                attributes,
                List.of(),
                List.of(),
                List.of());
    }

    private static void columns(Map<?, ?> observation, Map<String, Object> attributes) {
        attributes.put(
                "langfuse.observation.type", observation.get("type").toString().toLowerCase(java.util.Locale.ROOT));
        put(attributes, "langfuse.observation.input", observation.get("input"));
        put(attributes, "langfuse.observation.output", observation.get("output"));
        put(attributes, "langfuse.observation.model.name", observation.get("model"));
        put(attributes, "langfuse.observation.model.parameters", observation.get("modelParameters"));
        if (observation.get("model") != null) {
            put(attributes, "langfuse.observation.usage_details", observation.get("usageDetails"));
        }
    }

    private static void session(Map<?, ?> trace, Map<String, Object> attributes) {
        put(attributes, "langfuse.session.id", trace.get("sessionId"));
        put(attributes, "langfuse.user.id", trace.get("userId"));
    }

    /** What the exporter takes for its input and output it removes from the attributes. */
    private static void consumed(Map<?, ?> observation, Map<String, Object> attributes) {
        boolean tool = attributes.containsKey("gen_ai.tool.name");
        if (tool && !attributes.containsKey("tool_arguments")) {
            put(attributes, "gen_ai.tool.call.arguments", observation.get("input"));
            put(attributes, "gen_ai.tool.call.result", observation.get("output"));
        } else if (!tool) {
            put(attributes, "gen_ai.input.messages", observation.get("input"));
            put(attributes, "gen_ai.output.messages", observation.get("output"));
        }
    }

    private static void usage(Map<?, ?> observation, Map<String, Object> attributes) throws IOException {
        Map<?, ?> usage = map(observation.get("usageDetails"));
        put(attributes, "gen_ai.usage.input_tokens", usage.get("input"));
        put(attributes, "gen_ai.usage.output_tokens", usage.get("output"));
    }

    private static void put(Map<String, Object> attributes, String key, @Nullable Object value) {
        if (value != null) {
            attributes.put(key, encoded(value));
        }
    }

    /** An attribute of the SDK is text: strings as they are, anything else as JSON. */
    private static Object encoded(Object value) {
        try {
            return value instanceof String ? value : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            return text.startsWith("{") ? JSON.readValue(text, LinkedHashMap.class) : Map.of();
        }
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
