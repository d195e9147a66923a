package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Messages out of the JSON that the libraries write: a list of messages with {@code parts} (OpenTelemetry, Gemini), with
 * {@code content} as text or as a list of typed parts (OpenAI, Anthropic, LangChain, Vercel), and a list of items where
 * calls and their outputs stand beside the messages (OpenAI Responses).
 */
public final class Messages {
    private Messages() {}

    /** One message or a list of them; plain text becomes one message of the given role. */
    public static List<Message> read(@Nullable Object value, String plainRole) {
        Object parsed = Json.parse(value);
        if (!(parsed instanceof List<?> list)) {
            return Attributes.meaningful(parsed) ? List.of(one(parsed, plainRole)) : List.of();
        }
        List<Message> messages = new ArrayList<>();
        boolean open = false;
        for (Object item : list) {
            // LangChain hands over a batch of conversations: a list of lists.
            if (item instanceof List<?> inner) {
                messages.addAll(read(inner, plainRole));
                continue;
            }
            boolean loose = item instanceof Map<?, ?> map && isPart(map);
            Message message = loose ? loose((Map<?, ?>) item, plainRole) : one(item, plainRole);
            Message before = messages.isEmpty() ? null : messages.get(messages.size() - 1);
            if (loose && open && before != null && before.role().equals(message.role())) {
                List<Part> parts = new ArrayList<>(before.parts());
                parts.addAll(message.parts());
                messages.set(messages.size() - 1, new Message(message.role(), parts));
            } else {
                messages.add(message);
            }
            open = loose;
        }
        return oneAnswerEach(messages);
    }

    /** Some providers take the answers of several tools in one message, others in one message each. */
    private static List<Message> oneAnswerEach(List<Message> messages) {
        List<Message> each = new ArrayList<>();
        for (Message message : messages) {
            if (message.role().equals("tool") && message.parts().size() > 1) {
                message.parts().forEach(part -> each.add(new Message("tool", List.of(part))));
            } else {
                each.add(message);
            }
        }
        return each;
    }

    /** Folds the names that providers and libraries give to the four roles. */
    public static String role(@Nullable Object role, String otherwise) {
        return switch (role == null ? "" : role.toString().toLowerCase(Locale.ROOT)) {
            case "system", "developer", "systemmessage", "system_prompt", "system_message" -> "system";
            case "user", "human", "humanmessage", "user_message" -> "user";
            case "assistant", "ai", "model", "aimessage", "aimessagechunk", "assistant_message", "bot" -> "assistant";
            case "tool", "function", "toolmessage", "tool_result", "tool_execution_result" -> "tool";
            default -> otherwise;
        };
    }

    /** A system prompt, which comes as text or as a list of parts. */
    public static List<Message> system(@Nullable Object instructions) {
        Object parsed = Json.parse(instructions);
        if (parsed instanceof Map<?, ?> map && map.get("parts") != null) {
            parsed = map.get("parts");
        }
        return Attributes.meaningful(parsed) ? List.of(new Message("system", Parts.read(parsed))) : List.of();
    }

    static Message one(@Nullable Object item, String plainRole) {
        if (!(item instanceof Map<?, ?> sent)) {
            return Message.text(plainRole, item == null ? "" : Json.text(item));
        }
        if (isPart(sent)) {
            return loose(sent, plainRole);
        }
        Map<?, ?> message = unwrapped(sent);
        String role = role(Json.either(message, "role", "type"), plainRole);
        List<Part> parts = new ArrayList<>();
        Object reasoning = message.get("reasoning_content");
        if (Attributes.meaningful(reasoning)) {
            parts.add(new Part("reasoning", Json.text(Objects.requireNonNull(reasoning)), null, null, null));
        }
        Object content = Json.either(message, "parts", "content", "contents", "text", "message");
        boolean answered = content instanceof List<?> list && list.stream().anyMatch(Messages::isToolResponse);
        if (role.equals("tool") && !answered) {
            Object id = Json.either(message, "tool_call_id", "toolCallId", "call_id", "id");
            parts.add(Part.toolResponse(
                    Parts.string(id), Parts.string(message.get("name")), content == null ? "" : Parts.plain(content)));
        } else {
            parts.addAll(Parts.read(content));
        }
        calls(message, parts);
        boolean onlyResponses = role.equals("user")
                && !parts.isEmpty()
                && parts.stream().allMatch(part -> part.type().equals("tool_call_response"));
        return new Message(onlyResponses ? "tool" : role, parts);
    }

    /** Calls stand beside the content, some libraries repeat there what the content has already. */
    private static void calls(Map<?, ?> message, List<Part> parts) {
        Object sent = Json.either(message, "tool_calls", "toolCalls");
        if (!Attributes.meaningful(sent)) {
            sent = Json.map(message.get("additional_kwargs")).get("tool_calls");
        }
        if (!Attributes.meaningful(sent) && message.get("function_call") instanceof Map<?, ?> only) {
            sent = List.of(only);
        }
        for (Object item : Json.list(sent)) {
            Part call = Parts.toolCall(Json.map(item));
            boolean known = parts.stream()
                    .anyMatch(part -> part.type().equals("tool_call")
                            && part.id() != null
                            && part.id().equals(call.id()));
            if (!known) {
                parts.add(call);
            }
        }
    }

    /** LangChain's serialised constructors, and choices that hold the message. */
    private static Map<?, ?> unwrapped(Map<?, ?> sent) {
        if (sent.get("kwargs") instanceof Map<?, ?> kwargs && sent.get("id") instanceof List<?> path) {
            Map<String, Object> message = new LinkedHashMap<>(Json.map(kwargs));
            message.put("role", path.isEmpty() ? "" : Json.text(path.get(path.size() - 1)));
            return message;
        }
        return sent.get("message") instanceof Map<?, ?> inner && sent.get("content") == null ? unwrapped(inner) : sent;
    }

    /** An item that is a part of a message, not a message. */
    private static boolean isPart(Map<?, ?> item) {
        if (item.get("role") != null || item.get("kwargs") != null || item.get("message") != null) {
            return false;
        }
        Object type = item.get("type");
        if (type == null) {
            return item.get("parts") == null && item.get("content") == null && item.get("tool_calls") == null;
        }
        boolean call = type.equals("function") && item.get("function") != null;
        return call || !type.equals("message") && role(type, "").isEmpty();
    }

    private static Message loose(Map<?, ?> item, String plainRole) {
        Part part = Parts.one(item);
        return new Message(
                switch (part.type()) {
                    case "tool_call", "reasoning" -> "assistant";
                    case "tool_call_response" -> "tool";
                    default -> plainRole;
                },
                List.of(part));
    }

    private static boolean isToolResponse(@Nullable Object item) {
        return item instanceof Map<?, ?> && Parts.one(item).type().equals("tool_call_response");
    }
}
