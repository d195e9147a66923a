package dev.plumbline.demo.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.demo.assistant.Exchange;
import dev.plumbline.demo.assistant.Reply.ToolCall;
import dev.plumbline.demo.search.Hit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON texts of the GenAI semantic conventions: messages of parts, and retrieved documents. */
final class GenAiJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GenAiJson() {}

    static String instructions(String text) {
        return write(List.of(text(text)));
    }

    /** The one message of a user. */
    static String question(String question) {
        return write(List.of(message("user", text(question))));
    }

    /** The one message of the assistant. */
    static String answer(String answer) {
        Map<String, Object> message = message("assistant", text(answer));
        message.put("finish_reason", "stop");
        return write(List.of(message));
    }

    /** Everything said before, the question, and the tool call with its response. */
    static String conversation(Asked asked, Optional<ToolCall> tool, String callId) {
        List<Map<String, Object>> messages = new ArrayList<>();
        for (Exchange exchange : asked.history()) {
            messages.add(message("user", text(exchange.question())));
            messages.add(message("assistant", text(exchange.answer())));
        }
        messages.add(message("user", text(asked.question())));
        tool.ifPresent(call -> {
            messages.add(message(
                    "assistant", part("tool_call", "id", callId, "name", call.name(), "arguments", call.arguments())));
            messages.add(message("tool", part("tool_call_response", "id", callId, "response", call.result())));
        });
        return write(messages);
    }

    static String documents(List<Hit> hits) {
        return write(hits.stream()
                .map(hit -> {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("id", hit.passage().id());
                    document.put("score", Math.round(hit.score() * 10_000) / 10_000.0);
                    document.put("content", hit.passage().text());
                    return document;
                })
                .toList());
    }

    static String object(Map<String, String> fields) {
        return write(fields);
    }

    private static Map<String, Object> text(String content) {
        return part("text", "content", content);
    }

    private static Map<String, Object> part(String type, Object... fields) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            part.put((String) fields[i], fields[i + 1]);
        }
        return part;
    }

    private static Map<String, Object> message(String role, Map<String, Object> part) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("parts", List.of(part));
        return message;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain maps and lists can always be written", e);
        }
    }
}
