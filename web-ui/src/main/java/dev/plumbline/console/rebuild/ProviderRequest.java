package dev.plumbline.console.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The call as a body for any endpoint that speaks OpenAI's chat completions, ready to send. What that form cannot
 * express is left out and named in {@code omitted}.
 */
final class ProviderRequest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PARAMETERS = Map.of(
            "temperature", "temperature",
            "top_p", "top_p",
            "max_tokens", "max_tokens",
            "frequency_penalty", "frequency_penalty",
            "presence_penalty", "presence_penalty",
            "stop_sequences", "stop",
            "seed", "seed");

    private final TreeSet<String> omitted = new TreeSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int calls;

    private ProviderRequest() {}

    static Map<String, Object> of(StoredSpan span) {
        return new ProviderRequest().request(span);
    }

    private Map<String, Object> request(StoredSpan span) {
        Content content = span.payload().content();
        Map<String, Object> body = new LinkedHashMap<>();
        String model = span.span().model().requestModel();
        body.put("model", model == null ? "" : model);
        if (model == null) {
            omitted.add("model: not reported");
        }
        List<Map<String, Object>> messages = new ArrayList<>();
        content.input().forEach(message -> add(message, messages));
        body.put("messages", messages);
        if (!content.tools().isEmpty()) {
            body.put(
                    "tools", content.tools().stream().map(ProviderRequest::tool).toList());
        }
        content.parameters().forEach((name, value) -> {
            String theirs = PARAMETERS.get(name);
            if (theirs == null) {
                omitted.add("parameter " + name);
            } else {
                body.put(theirs, value);
            }
        });
        return Map.of(
                "method", "POST", "path", "/v1/chat/completions", "body", body, "omitted", new ArrayList<>(omitted));
    }

    private void add(Message message, List<Map<String, Object>> messages) {
        if (message.role().equals("tool")) {
            message.parts().forEach(part -> messages.add(answer(part)));
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", message.role());
        List<String> texts = new ArrayList<>();
        List<Map<String, Object>> toolCalls = new ArrayList<>();
        for (Part part : message.parts()) {
            switch (part.type()) {
                case "text" -> texts.add(part.text() == null ? "" : part.text());
                case "tool_call" -> toolCalls.add(call(part));
                default -> omitted.add("part " + part.type());
            }
        }
        fields.put("content", content(texts));
        if (!toolCalls.isEmpty()) {
            fields.put("tool_calls", toolCalls);
        }
        messages.add(fields);
    }

    private static Object content(List<String> texts) {
        return texts.size() < 2
                ? String.join("", texts)
                : texts.stream()
                        .map(text -> Map.of("type", "text", "text", text))
                        .toList();
    }

    /** Calls without an id get one, in order, and so do the answers to them. */
    private Map<String, Object> call(Part part) {
        calls++;
        String id = part.id() == null ? "call_" + calls : part.id();
        open.add(id);
        String arguments = part.json() == null ? "{}" : part.json();
        return Map.of(
                "id",
                id,
                "type",
                "function",
                "function",
                Map.of("name", part.name() == null ? "" : part.name(), "arguments", arguments));
    }

    private Map<String, Object> answer(Part part) {
        String id = part.id();
        if (id == null || !open.remove(id)) {
            id = open.isEmpty() ? (id == null ? "call_0" : id) : open.remove();
        }
        return Map.of("role", "tool", "tool_call_id", id, "content", part.text() == null ? "" : part.text());
    }

    private static Map<String, Object> tool(ToolDefinition tool) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", tool.name());
        if (tool.description() != null) {
            function.put("description", tool.description());
        }
        Object parameters = parsed(tool.parameters());
        if (parameters != null) {
            function.put("parameters", parameters);
        }
        return Map.of("type", "function", "function", function);
    }

    private static @Nullable Object parsed(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return JSON.readValue(json, Object.class);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
