package dev.plumbline.ingest.fingerprint;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Fingerprint;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.normalize.dialect.Json;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The digests of what a model saw. Left out because they change from call to call without changing what is seen: ids of
 * tool calls, a retriever's scores, times. Any other character that differs gives another fingerprint.
 */
public final class Fingerprinter {

    /**
     * @param model the requested model; null when unknown
     * @param content of the model call
     * @param context the documents retrieved for it
     */
    public Fingerprint of(@Nullable String model, Content content, List<Document> context) {
        List<Message> messages = content.input().stream()
                .filter(message -> !message.role().equals("system"))
                .toList();
        int turn = lastUserTurn(messages);
        String[] digests = {
            digest(Map.of("model", model == null ? "" : model, "parameters", content.parameters())),
            digest(messages(content.input().stream()
                    .filter(message -> message.role().equals("system"))
                    .toList())),
            digest(content.tools().stream().map(Fingerprinter::tool).toList()),
            digest(context.stream().map(Fingerprinter::document).toList()),
            digest(messages(messages.subList(0, turn))),
            digest(messages(messages.subList(turn, messages.size())))
        };
        return new Fingerprint(
                sha256(HexFormat.of().parseHex(String.join("", digests))),
                digests[0],
                digests[1],
                digests[2],
                digests[3],
                digests[4],
                digests[5]);
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

    private static List<Map<String, Object>> messages(List<Message> messages) {
        return messages.stream()
                .map(message -> Map.<String, Object>of(
                        "role",
                        message.role(),
                        "parts",
                        message.parts().stream().map(Fingerprinter::part).toList()))
                .toList();
    }

    private static Map<String, Object> part(Part part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", part.type());
        putIfKnown(fields, "text", part.text());
        // What a tool answered is known by its call; only some dialects repeat the name.
        putIfKnown(fields, "name", part.type().equals("tool_call_response") ? null : part.name());
        // A call without arguments is written as an empty object or as nothing.
        putIfKnown(fields, "json", Map.of().equals(Json.parse(part.json())) ? null : Json.parse(part.json()));
        return fields;
    }

    private static Map<String, Object> tool(ToolDefinition tool) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", tool.name());
        putIfKnown(fields, "description", tool.description());
        putIfKnown(fields, "parameters", Json.parse(tool.parameters()));
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

    private static String digest(Object component) {
        return sha256(CanonicalJson.write(component).getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
