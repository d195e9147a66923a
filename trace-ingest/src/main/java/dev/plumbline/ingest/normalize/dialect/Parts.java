package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Part;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of a message in the forms of OpenTelemetry, OpenAI, Anthropic, Gemini, Bedrock, LangChain and Vercel. */
public final class Parts {
    private Parts() {}

    /** A content: text, one part, or a list of them. */
    public static List<Part> read(@Nullable Object content) {
        Object parsed = content instanceof String ? content : Json.parse(content);
        if (parsed instanceof String text) {
            return text.isEmpty() ? List.of() : List.of(Part.text(text));
        }
        if (parsed instanceof List<?> list) {
            return list.stream().map(Parts::one).toList();
        }
        return Attributes.meaningful(parsed) ? List.of(one(parsed)) : List.of();
    }

    static Part one(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> part)) {
            return Part.text(item == null ? "" : Json.text(item));
        }
        String type = string(part.get("type"));
        return type == null ? untyped(part) : typed(type, part);
    }

    private static Part typed(String type, Map<?, ?> part) {
        return switch (type) {
            case "text", "input_text", "output_text" -> Part.text(text(part));
            case "reasoning", "thinking" -> new Part("reasoning", text(part), null, null, null);
            case "tool_call", "tool-call", "tool_use", "function", "function_call" -> toolCall(part);
            case "tool_call_response", "tool-result", "tool_result", "function_call_output" ->
                Part.toolResponse(
                        string(Json.either(part, "id", "toolCallId", "tool_use_id", "call_id")),
                        string(Json.either(part, "name", "toolName")),
                        result(part));
            default -> new Part(type, null, null, null, Json.canonical(part));
        };
    }

    /** Gemini and Bedrock tell the kind of a part by the name of its one field. */
    private static Part untyped(Map<?, ?> part) {
        Map<String, Object> call = Json.map(Json.either(part, "function_call", "functionCall", "toolUse"));
        if (!call.isEmpty()) {
            return toolCall(call);
        }
        Map<String, Object> response =
                Json.map(Json.either(part, "function_response", "functionResponse", "toolResult"));
        if (!response.isEmpty()) {
            return Part.toolResponse(
                    string(Json.either(response, "id", "toolUseId")), string(response.get("name")), result(response));
        }
        return Json.either(part, "text", "content", "thinking") != null
                ? Part.text(text(part))
                : new Part("data", null, null, null, Json.canonical(part));
    }

    /** What a tool answered: text where the answer is text in one of its wrappings, else JSON. */
    static String result(Map<?, ?> part) {
        Object result = Json.either(part, "response", "result", "output", "content");
        // Vercel wraps what a tool returned: {"type": "text" | "json", "value": ...}.
        if (result instanceof Map<?, ?> wrapped && wrapped.get("value") != null && wrapped.get("type") != null) {
            result = wrapped.get("value");
        }
        return result == null ? "" : plain(result);
    }

    /** A list of text parts is their text. */
    static String plain(Object content) {
        if (content instanceof List<?> list && !list.isEmpty()) {
            List<String> texts = new ArrayList<>();
            for (Object item : list) {
                Part part = one(item);
                if (!part.type().equals("text") || part.text() == null || !isTextPart(item)) {
                    return Json.text(content);
                }
                texts.add(part.text());
            }
            return String.join("\n", texts);
        }
        return Json.text(content);
    }

    private static boolean isTextPart(@Nullable Object item) {
        return item instanceof Map<?, ?> map && (map.get("type") != null || map.size() == 1);
    }

    private static String text(Map<?, ?> part) {
        Object text = Json.either(part, "content", "text", "thinking", "summary");
        return text == null ? "" : plain(text);
    }

    /** A call in the form of any library: flat, or with OpenAI's inner {@code function}. */
    public static Part toolCall(Map<?, ?> call) {
        Map<String, Object> function = Json.map(call.get("function"));
        Map<?, ?> inner = function.isEmpty() ? call : function;
        Object name = Json.either(inner, "name", "toolName", "tool_name");
        return Part.toolCall(
                string(Json.either(call, "call_id", "id", "toolCallId", "tool_call_id", "toolUseId")),
                name == null ? "" : Json.text(name),
                Json.canonical(Json.either(inner, "arguments", "args", "input")));
    }

    static @Nullable String string(@Nullable Object value) {
        return value == null ? null : Json.text(value);
    }
}
