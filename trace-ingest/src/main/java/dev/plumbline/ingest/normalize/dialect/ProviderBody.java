package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The raw body of a provider's or a framework's request and response, which many libraries put whole into one
 * attribute: OpenAI chat and responses, Anthropic, Gemini, Bedrock, LangChain.
 */
public final class ProviderBody {
    private ProviderBody() {}

    /** Everything a request says: system prompt, messages, tools and parameters; other values are one user text. */
    public static Content request(@Nullable Object value) {
        Map<String, Object> body = Json.map(value);
        Object inner = Json.either(body, "kwargs", "llm_request");
        if (inner instanceof Map<?, ?> && isRequest(Json.map(inner))) {
            return request(inner);
        }
        if (!isRequest(body)) {
            return new Content(Map.of(), Messages.read(asText(value), "user"), List.of(), List.of(), List.of());
        }
        Map<String, Object> config = Json.map(Json.either(body, "config", "generationConfig", "inferenceConfig"));
        List<Message> input = new ArrayList<>(Messages.system(system(body, config)));
        input.addAll(Messages.read(messages(body), "user"));
        Object tools = Json.either(body, "tools", "toolConfig", "functions");
        tools = tools == null ? config.get("tools") : tools;
        tools = tools instanceof Map<?, ?> map ? map.get("tools") : tools;
        return new Content(Parameters.of(List.of(body, config)), input, List.of(), Tools.read(tools), List.of());
    }

    /** The messages of a response; other values are one text of the assistant. */
    public static List<Message> response(@Nullable Object value) {
        Map<String, Object> body = Json.map(value);
        List<Object> generations = Json.list(body.get("generations"));
        if (!generations.isEmpty()) {
            return Messages.read(generations, "assistant");
        }
        Object list = Json.either(body, "choices", "messages", "new_messages");
        if (list instanceof List<?> || Json.parse(list) instanceof List<?>) {
            return Messages.read(list, "assistant");
        }
        List<Message> candidates = new ArrayList<>();
        for (Object candidate : Json.list(body.get("candidates"))) {
            candidates.addAll(Messages.read(Json.map(candidate).get("content"), "assistant"));
        }
        if (!candidates.isEmpty()) {
            return candidates;
        }
        if (body.get("output") instanceof List<?> || body.get("output") instanceof Map<?, ?>) {
            Object output = body.get("output");
            Object bedrock = Json.map(output).get("message");
            return Messages.read(bedrock == null ? output : bedrock, "assistant");
        }
        if (body.get("content") instanceof Map<?, ?> gemini && gemini.get("parts") != null) {
            return Messages.read(gemini, "assistant");
        }
        return Messages.read(asText(value), "assistant");
    }

    private static boolean isRequest(Map<String, Object> body) {
        return messages(body) != null && (body.get("role") == null);
    }

    private static @Nullable Object messages(Map<String, Object> body) {
        Object messages = Json.either(body, "messages", "contents", "chat_history", "new_message");
        if (messages == null && Json.either(body, "model", "instructions") != null) {
            messages = Json.either(body, "input", "prompt");
        }
        return messages == null ? body.get("prompts") : messages;
    }

    private static @Nullable Object system(Map<String, Object> body, Map<String, Object> config) {
        Object own = Json.either(body, "system", "instructions", "system_instruction", "systemInstruction");
        return own == null ? Json.either(config, "system_instruction", "systemInstruction") : own;
    }

    /** What is no message is shown as JSON: a map, or the maps in a list. */
    private static @Nullable Object asText(@Nullable Object value) {
        Object parsed = Json.parse(value);
        if (parsed instanceof Map<?, ?> map) {
            return isMessage(map) ? map : List.of(Json.text(map));
        }
        if (!(parsed instanceof List<?> list)) {
            return Attributes.meaningful(parsed) && parsed != null ? List.of(Json.text(parsed)) : parsed;
        }
        if (list.stream().allMatch(item -> item instanceof Map<?, ?> map && !isMessage(map))) {
            return list.isEmpty() ? list : List.of(Json.text(list));
        }
        List<Object> items = new ArrayList<>();
        for (Object item : list) {
            items.add(item instanceof Map<?, ?> map && !isMessage(map) ? Json.text(map) : item);
        }
        return items;
    }

    private static boolean isMessage(Map<?, ?> map) {
        return map.get("role") != null
                || map.get("type") != null && map.get("object") == null
                || map.get("lc") != null && map.get("kwargs") != null
                || map.get("message") instanceof Map<?, ?>
                || map.get("text") instanceof String && map.size() == 1
                || Json.either(map, "parts", "functionCall", "function_call", "toolUse", "toolResult") != null;
    }
}
