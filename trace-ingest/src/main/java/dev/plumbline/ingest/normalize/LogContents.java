package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.ingest.decode.OtlpLog;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.ingest.normalize.dialect.Messages;
import dev.plumbline.ingest.normalize.dialect.standard.GenAiEvents;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What log records say of a span's content: the standard's events, Spring AI's log lines, coding agents' events. */
final class LogContents {
    private static final String SPRING_PROMPT = "Chat Model Prompt Content:\n";
    private static final String SPRING_COMPLETION = "Chat Model Completion:\n";

    /** An event with the text in one attribute. */
    private record Spoken(boolean input, String... attributes) {}

    private static final Map<String, Spoken> AGENTS = Map.of(
            "claude_code.user_prompt", new Spoken(true, "prompt"),
            "codex.user_prompt", new Spoken(true, "prompt"),
            "gemini_cli.user_prompt", new Spoken(true, "prompt"),
            "gemini_cli.api_request", new Spoken(true, "request_text"),
            "gemini_cli.api_response", new Spoken(false, "response_text"),
            "codex.assistant_message", new Spoken(false, "message", "text"));

    private LogContents() {}

    /** Null when the record carries no content. */
    static @Nullable Content of(OtlpLog log) {
        if (GenAiEvents.isMessage(log.eventName())) {
            return GenAiEvents.ofLog(log.eventName(), log.body(), log.attributes());
        }
        Spoken spoken = AGENTS.get(log.eventName());
        if (spoken != null) {
            Attributes attributes = new Attributes(log.attributes());
            String text = attributes.text(spoken.attributes());
            return text == null ? null : content(spoken.input(), List.of(text));
        }
        if (log.body() instanceof String line) {
            if (line.startsWith(SPRING_PROMPT)) {
                return content(true, strings(line.substring(SPRING_PROMPT.length())));
            }
            if (line.startsWith(SPRING_COMPLETION)) {
                return content(false, strings(line.substring(SPRING_COMPLETION.length())));
            }
        }
        return null;
    }

    private static Content content(boolean input, List<String> texts) {
        List<Message> messages = new ArrayList<>();
        for (String text : texts) {
            messages.addAll(
                    Messages.read(List.of(Map.of("role", input ? "user" : "assistant", "content", text)), "user"));
        }
        return new Content(Map.of(), input ? messages : List.of(), input ? List.of() : messages, List.of(), List.of());
    }

    /** Spring AI joins the messages as {@code ["one", "two"]} without escaping anything and without their roles. */
    private static List<String> strings(String joined) {
        List<Object> json = Json.list(joined);
        if (!json.isEmpty()) {
            return json.stream().map(Json::text).toList();
        }
        String text = joined.strip();
        boolean listed = text.startsWith("[\"") && text.endsWith("\"]") && text.length() > 3;
        return listed ? List.of(text.substring(2, text.length() - 2).split("\",\\s*\"", -1)) : List.of(text);
    }
}
