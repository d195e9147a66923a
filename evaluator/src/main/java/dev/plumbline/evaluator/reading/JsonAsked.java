package dev.plumbline.evaluator.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.tracestore.SpanPayload;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a model call asked for JSON, as the dialects say it: {@code gen_ai.output.type}, an OpenAI response format,
 * or the one among OpenInference's invocation parameters.
 */
final class JsonAsked {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FORMATS = List.of("output_type", "output.type", "response_format");
    private static final String INVOCATION = "llm.invocation_parameters";

    private JsonAsked() {}

    static boolean by(SpanPayload payload) {
        return namesJson(payload.content().parameters())
                || namesJson(payload.attributes())
                || formatNamesJson(payload.attributes().get(INVOCATION));
    }

    private static boolean namesJson(Map<String, Object> values) {
        return values.entrySet().stream()
                .anyMatch(entry -> FORMATS.stream().anyMatch(entry.getKey()::endsWith) && isJson(entry.getValue()));
    }

    private static boolean isJson(Object value) {
        return value.toString().toLowerCase(Locale.ROOT).contains("json");
    }

    private static boolean formatNamesJson(@Nullable Object invocation) {
        if (!(invocation instanceof String text)) {
            return false;
        }
        try {
            JsonNode format = JSON.readTree(text).get("response_format");
            return format != null && isJson(format);
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
