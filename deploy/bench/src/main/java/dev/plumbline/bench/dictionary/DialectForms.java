package dev.plumbline.bench.dictionary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ingest.decode.OtlpSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One model call of the GenAI conventions in the words of other instrumentations. */
final class DialectForms {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Said(String role, String text) {}

    private DialectForms() {}

    /** The span as it is and, when it is a model call, in each other form. */
    static Stream<OtlpSpan> of(OtlpSpan span) {
        if (!"chat".equals(span.attributes().get("gen_ai.operation.name"))) {
            return Stream.of(span);
        }
        Map<String, Object> genai = span.attributes();
        List<Said> asked = said(genai.get("gen_ai.input.messages"));
        List<Said> answered = said(genai.get("gen_ai.output.messages"));
        return Stream.of(
                span,
                with(span, openInference(genai, asked, answered)),
                with(span, traceloop(genai, asked, answered)),
                with(span, vercel(genai, asked, answered)));
    }

    private static OtlpSpan with(OtlpSpan span, Map<String, Object> attributes) {
        return new OtlpSpan(
                span.scope(), span.ids(), span.outline(), attributes, span.events(), span.links(), span.notes());
    }

    private static List<Said> said(@Nullable Object json) {
        List<Said> all = new ArrayList<>();
        for (JsonNode message : read(json)) {
            all.add(new Said(
                    message.path("role").asText(),
                    message.path("parts").path(0).path("content").asText()));
        }
        return all;
    }

    private static Map<String, Object> openInference(Map<String, Object> genai, List<Said> asked, List<Said> answered) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("openinference.span.kind", "LLM");
        form.put("llm.model_name", genai.get("gen_ai.request.model"));
        form.put("llm.provider", genai.get("gen_ai.provider.name"));
        form.put("llm.invocation_parameters", "{\"max_tokens\":" + genai.get("gen_ai.request.max_tokens") + "}");
        form.put("llm.token_count.prompt", genai.get("gen_ai.usage.input_tokens"));
        form.put("llm.token_count.completion", genai.get("gen_ai.usage.output_tokens"));
        flat(form, "llm.input_messages.", ".message.", asked);
        flat(form, "llm.output_messages.", ".message.", answered);
        form.put("input.mime_type", "application/json");
        form.put("output.mime_type", "application/json");
        return form;
    }

    private static Map<String, Object> traceloop(Map<String, Object> genai, List<Said> asked, List<Said> answered) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("llm.request.type", "chat");
        form.put("gen_ai.system", genai.get("gen_ai.provider.name"));
        form.put("gen_ai.request.model", genai.get("gen_ai.request.model"));
        form.put("gen_ai.response.model", genai.get("gen_ai.response.model"));
        form.put("gen_ai.usage.prompt_tokens", genai.get("gen_ai.usage.input_tokens"));
        form.put("gen_ai.usage.completion_tokens", genai.get("gen_ai.usage.output_tokens"));
        flat(form, "gen_ai.prompt.", ".", asked);
        flat(form, "gen_ai.completion.", ".", answered);
        form.put("gen_ai.completion.0.finish_reason", "stop");
        return form;
    }

    private static Map<String, Object> vercel(Map<String, Object> genai, List<Said> asked, List<Said> answered) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("ai.operationId", "ai.generateText.doGenerate");
        form.put("ai.model.id", genai.get("gen_ai.request.model"));
        form.put("ai.model.provider", "openai.chat");
        form.put(
                "ai.prompt.messages",
                write(asked.stream()
                        .map(one -> Map.of(
                                "role", one.role(), "content", List.of(Map.of("type", "text", "text", one.text()))))
                        .toList()));
        form.put("ai.response.text", answered.get(0).text());
        form.put("ai.response.finishReason", "stop");
        form.put("ai.response.model", genai.get("gen_ai.response.model"));
        form.put("ai.usage.promptTokens", genai.get("gen_ai.usage.input_tokens"));
        form.put("ai.usage.completionTokens", genai.get("gen_ai.usage.output_tokens"));
        form.put("ai.settings.maxRetries", 2L);
        return form;
    }

    private static void flat(Map<String, Object> form, String before, String after, List<Said> messages) {
        for (int i = 0; i < messages.size(); i++) {
            form.put(before + i + after + "role", messages.get(i).role());
            form.put(before + i + after + "content", messages.get(i).text());
        }
    }

    private static JsonNode read(@Nullable Object json) {
        try {
            return JSON.readTree(String.valueOf(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
