package dev.plumbline.tracestore.fingerprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.ToolDefinition;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The components of what a model saw, as maps and lists whose canonical JSON is hashed. Left out because they change
 * from call to call without changing what is seen: ids of tool calls, a retriever's scores, times. Any other character
 * that differs gives another digest.
 *
 * @param values by the names {@code model, system, tools, context, history, input}, in this order
 */
public record Components(Map<String, Object> values) {
    /** The names, in the order in which the request's fingerprint hashes their digests. */
    public static final List<String> NAMES = List.of("model", "system", "tools", "context", "history", "input");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @param model the requested model; null when unknown
     * @param content of the model call
     * @param context the documents retrieved for it
     */
    public static Components of(@Nullable String model, Content content, List<Document> context) {
        List<Message> messages = content.input().stream()
                .filter(message -> !message.role().equals("system"))
                .toList();
        int turn = lastUserTurn(messages);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("model", Map.of("model", model == null ? "" : model, "parameters", content.parameters()));
        values.put(
                "system",
                messages(content.input().stream()
                        .filter(message -> message.role().equals("system"))
                        .toList()));
        values.put("tools", content.tools().stream().map(Components::tool).toList());
        values.put("context", context.stream().map(Components::document).toList());
        values.put("history", messages(messages.subList(0, turn)));
        values.put("input", messages(messages.subList(turn, messages.size())));
        return new Components(values);
    }

    /** The index of the last user message; all is the last turn where no user speaks. */
    public static int lastUserTurn(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return i;
            }
        }
        return 0;
    }

    /** The digests of the components, and the request's over them. */
    public Fingerprint fingerprint() {
        List<String> digests = NAMES.stream()
                .map(name -> sha256(CanonicalJson.write(values.get(name)).getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new Fingerprint(
                sha256(HexFormat.of().parseHex(String.join("", digests))),
                digests.get(0),
                digests.get(1),
                digests.get(2),
                digests.get(3),
                digests.get(4),
                digests.get(5));
    }

    /** The digests of a fingerprint by the names of its components. */
    public static Map<String, String> digests(Fingerprint fingerprint) {
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put("model", fingerprint.model());
        digests.put("system", fingerprint.system());
        digests.put("tools", fingerprint.tools());
        digests.put("context", fingerprint.context());
        digests.put("history", fingerprint.history());
        digests.put("input", fingerprint.input());
        return digests;
    }

    /** 64 lower-case hex digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static List<Map<String, Object>> messages(List<Message> messages) {
        return messages.stream()
                .map(message -> Map.<String, Object>of(
                        "role",
                        message.role(),
                        "parts",
                        message.parts().stream().map(Components::part).toList()))
                .toList();
    }

    private static Map<String, Object> part(Part part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", part.type());
        putIfKnown(fields, "text", part.text());
        // What a tool answered is known by its call; only some dialects repeat the name.
        putIfKnown(fields, "name", part.type().equals("tool_call_response") ? null : part.name());
        // A call without arguments is written as an empty object or as nothing.
        Object json = parsed(part.json());
        putIfKnown(fields, "json", Map.of().equals(json) ? null : json);
        return fields;
    }

    private static Map<String, Object> tool(ToolDefinition tool) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", tool.name());
        putIfKnown(fields, "description", tool.description());
        putIfKnown(fields, "parameters", parsed(tool.parameters()));
        return fields;
    }

    private static Map<String, Object> document(Document document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putIfKnown(fields, "id", document.id());
        putIfKnown(fields, "text", document.text());
        return fields;
    }

    private static void putIfKnown(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** The object or array behind JSON text; other text stays as it is. */
    private static @Nullable Object parsed(@Nullable String text) {
        String trimmed = text == null ? "" : text.strip();
        if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
            return text;
        }
        try {
            return JSON.readValue(trimmed, Object.class);
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }
}
