package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Messages out of the JSON that the libraries write: a list of messages with {@code parts} (OpenTelemetry), with
 * {@code content} as text or as a list of typed parts (OpenAI, Anthropic, Vercel), and tool calls in each of their forms.
 */
public final class Messages {
    private Messages() {}

    /** One message or a list of them; plain text becomes one message of the given role. */
    public static List<Message> read(@Nullable Object value, String plainRole) {
        Object parsed = Json.parse(value);
        if (parsed instanceof List<?> list) {
            return list.stream().map(item -> one(item, plainRole)).toList();
        }
        return Attributes.meaningful(parsed) ? List.of(one(parsed, plainRole)) : List.of();
    }

    /** Folds the names that providers give to the four roles. */
    public static String role(@Nullable Object role, String otherwise) {
        return switch (role == null ? "" : role.toString().toLowerCase(Locale.ROOT)) {
            case "system", "developer" -> "system";
            case "user", "human" -> "user";
            case "assistant", "ai", "model" -> "assistant";
            case "tool", "function" -> "tool";
            default -> otherwise;
        };
    }

    /** A system prompt, which comes as text or as a list of parts. */
    public static List<Message> system(@Nullable Object instructions) {
        Object parsed = Json.parse(instructions);
        return Attributes.meaningful(parsed) ? List.of(new Message("system", parts(parsed))) : List.of();
    }

    private static Message one(@Nullable Object item, String plainRole) {
        if (!(item instanceof Map<?, ?> message)) {
            return Message.text(plainRole, item == null ? "" : Json.text(item));
        }
        String role = role(message.get("role"), plainRole);
        List<Part> parts = new ArrayList<>();
        if (message.get("parts") != null) {
            parts.addAll(parts(message.get("parts")));
        } else if (role.equals("tool") && !(message.get("content") instanceof List<?>)) {
            parts.add(toolResponse(message));
        } else {
            parts.addAll(parts(message.get("content")));
        }
        for (Object call :
                Json.list(message.get("tool_calls") != null ? message.get("tool_calls") : message.get("toolCalls"))) {
            parts.add(toolCall(Json.map(call)));
        }
        return new Message(role, parts);
    }

    private static Part toolResponse(Map<?, ?> message) {
        Object content = message.get("content");
        Object id = message.get("tool_call_id") != null ? message.get("tool_call_id") : message.get("id");
        return Part.toolResponse(string(id), string(message.get("name")), content == null ? "" : Json.text(content));
    }

    /** The parts of a content: text, or a list of text and typed objects. */
    static List<Part> parts(@Nullable Object content) {
        Object parsed = content instanceof String ? content : Json.parse(content);
        if (parsed instanceof List<?> list) {
            return list.stream().map(Messages::part).toList();
        }
        return Attributes.meaningful(parsed) ? List.of(part(parsed)) : List.of();
    }

    private static Part part(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> part)) {
            return Part.text(item == null ? "" : Json.text(item));
        }
        String type = string(part.get("type"));
        return switch (type == null ? "text" : type) {
            case "text", "input_text", "output_text" -> Part.text(text(part));
            case "reasoning", "thinking" -> new Part("reasoning", text(part), null, null, null);
            case "tool_call", "tool-call", "tool_use", "function" -> toolCall(part);
            case "tool_call_response", "tool-result", "tool_result" ->
                Part.toolResponse(
                        string(either(part, "id", "toolCallId", "tool_use_id")),
                        string(either(part, "name", "toolName")),
                        toolResult(part));
            default -> new Part(String.valueOf(type), null, null, null, Json.canonical(part));
        };
    }

    private static String toolResult(Map<?, ?> part) {
        Object result = either(part, "response", "result", "output", "content");
        // Vercel wraps what a tool returned: {"type": "text" | "json", "value": ...}.
        if (result instanceof Map<?, ?> wrapped && wrapped.get("value") != null && wrapped.get("type") != null) {
            result = wrapped.get("value");
        }
        return result == null ? "" : Json.text(result);
    }

    private static String text(Map<?, ?> part) {
        Object text = either(part, "content", "text", "thinking");
        return text == null ? "" : Json.text(text);
    }

    static Part toolCall(Map<?, ?> call) {
        Map<String, Object> function = Json.map(call.get("function"));
        Object name = function.isEmpty() ? either(call, "name", "toolName") : function.get("name");
        Object arguments = function.isEmpty() ? either(call, "arguments", "args", "input") : function.get("arguments");
        return Part.toolCall(
                string(either(call, "id", "toolCallId")),
                name == null ? "" : Json.text(name),
                Json.canonical(arguments));
    }

    private static @Nullable Object either(Map<?, ?> map, String... keys) {
        for (String key : keys) {
            if (map.get(key) != null) {
                return map.get(key);
            }
        }
        return null;
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null ? null : Json.text(value);
    }
}
