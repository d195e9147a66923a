package dev.plumbline.demo.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.demo.telemetry.Sent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a trace as Plumbline shows it with what the assistant sent. */
final class RebuiltTrace {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RebuiltTrace() {}

    /**
     * Compares.
     *
     * @return empty when the trace has its root, its retrieval, and the chat with the same messages;
     *     else what differs
     */
    static Optional<String> difference(JsonNode trace, Sent sent) {
        JsonNode root = null;
        JsonNode retrieval = null;
        JsonNode chat = null;
        for (JsonNode entry : trace.path("spans")) {
            JsonNode span = entry.path("span");
            switch (span.path("kind").asText()) {
                case "AGENT" -> root = span.path("parentSpanId").isTextual() ? root : entry;
                case "RETRIEVER" -> retrieval = entry;
                case "LLM" -> chat = entry;
                default -> {}
            }
        }
        if (root == null || retrieval == null || chat == null) {
            return Optional.of(
                    "the " + (root == null ? "root" : retrieval == null ? "retrieval" : "chat") + " span is missing");
        }
        List<String> shown = said(chat.at("/payload/content/input"));
        List<String> told = said(parse(sent.chatInput()));
        return shown.equals(told)
                ? Optional.empty()
                : Optional.of("the chat's messages are " + shown + ", sent were " + told);
    }

    /** Role and text of each message but the system's; of a tool call and its response the call's id. */
    private static List<String> said(JsonNode messages) {
        List<String> said = new ArrayList<>();
        for (JsonNode message : messages) {
            String role = message.path("role").asText();
            if (role.equals("system")) {
                continue;
            }
            for (JsonNode part : message.path("parts")) {
                String text = part.path("type").asText().equals("text")
                        ? part.path(part.has("content") ? "content" : "text").asText()
                        : part.path("id").asText();
                said.add(role + ": " + text);
            }
        }
        return said;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was sent is JSON", e);
        }
    }
}
