package dev.plumbline.ingest.normalize.dialect.standard;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.ingest.normalize.dialect.Messages;
import dev.plumbline.ingest.normalize.dialect.Parameters;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OpenTelemetry GenAI up to 1.36: {@code gen_ai.system}, one event per message, or prompt and completion as text. The
 * events of Semantic Kernel, OpenLIT and Strands, which carry the content in their attributes, are read as well.
 */
public final class GenAiEvents implements Dialect {
    private static final Set<String> MESSAGES = Set.of(
            "gen_ai.system.message",
            "gen_ai.user.message",
            "gen_ai.assistant.message",
            "gen_ai.tool.message",
            "gen_ai.choice",
            "gen_ai.content.prompt",
            "gen_ai.content.completion",
            "gen_ai.client.inference.operation.details");

    @Override
    public String name() {
        return "gen_ai_events";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return attributes.has("gen_ai.system", "gen_ai.prompt", "gen_ai.completion")
                || span.events().stream().anyMatch(event -> isMessage(event.name()));
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        List<Message> input = new ArrayList<>();
        List<Message> output = new ArrayList<>();
        for (OtlpSpan.Event event : span.events()) {
            add(event.name(), new HashMap<>(event.attributes()), input, output);
        }
        if (input.isEmpty()) {
            input.addAll(prompt(attributes.first("gen_ai.prompt")));
        }
        if (output.isEmpty()) {
            output.addAll(Messages.read(attributes.first("gen_ai.completion"), "assistant"));
        }
        return new Content(Parameters.read(attributes), input, output, List.of(), List.of());
    }

    /** Whether an event, on a span or as a log record, carries content. */
    public static boolean isMessage(String eventName) {
        return MESSAGES.contains(eventName);
    }

    /** The content of one log record: its body, or its attributes where the body is empty. */
    public static Content ofLog(String eventName, @Nullable Object body, Map<String, Object> attributes) {
        if (eventName.equals("gen_ai.client.inference.operation.details")) {
            Map<String, Object> fields = new HashMap<>(Json.map(body));
            fields.putAll(attributes);
            return GenAi.read(new Attributes(fields), SpanKind.LLM);
        }
        List<Message> input = new ArrayList<>();
        List<Message> output = new ArrayList<>();
        Map<String, Object> fields = new HashMap<>(attributes);
        fields.putAll(Json.map(body));
        if (body instanceof String text && Json.map(body).isEmpty()) {
            fields.put("content", text);
        }
        add(eventName, fields, input, output);
        return new Content(Map.of(), input, output, List.of(), List.of());
    }

    private static void add(String eventName, Map<String, Object> fields, List<Message> input, List<Message> output) {
        switch (eventName) {
            case "gen_ai.system.message" -> input.add(message(fields, "system"));
            case "gen_ai.user.message" -> input.add(message(fields, "user"));
            case "gen_ai.assistant.message" -> input.add(message(fields, "assistant"));
            case "gen_ai.tool.message" -> input.add(message(fields, "tool"));
            case "gen_ai.choice" -> {
                Map<String, Object> inner = Json.map(fields.get("message"));
                output.add(message(inner.isEmpty() ? fields : inner, "assistant"));
            }
            case "gen_ai.content.prompt" -> input.addAll(prompt(fields.get("gen_ai.prompt")));
            case "gen_ai.content.completion" ->
                output.addAll(Messages.read(fields.get("gen_ai.completion"), "assistant"));
            default -> {
                // Other events carry no content.
            }
        }
    }

    private static List<Message> prompt(@Nullable Object prompt) {
        return prompt instanceof String text && Transcript.is(text)
                ? Transcript.read(text)
                : Messages.read(prompt, "user");
    }

    /** Semantic Kernel puts the whole message as JSON under {@code gen_ai.event.content}; Strands the parts as JSON text. */
    private static Message message(Map<String, Object> fields, String role) {
        Map<String, Object> whole = Json.map(fields.get("gen_ai.event.content"));
        Map<String, Object> withRole = new HashMap<>(whole.isEmpty() ? fields : whole);
        if (withRole.get("message") instanceof Map<?, ?> inner && withRole.get("content") == null) {
            withRole.putAll(Json.map(inner));
        }
        withRole.put("role", Messages.role(withRole.get("role"), role));
        // The attributes of an event are flat, so structured content comes as JSON text there.
        Object content = withRole.get("content") == null ? withRole.get("message") : withRole.get("content");
        if (content != null) {
            withRole.put("content", structured(content) ? Json.parse(content) : content);
        }
        if (withRole.get("tool_calls") instanceof String calls) {
            withRole.put("tool_calls", Json.parse(calls));
        }
        withRole.remove("message");
        return Messages.read(List.of(withRole), role).get(0);
    }

    /** A JSON list whose items are parts; any other text is what was said, brackets and all. */
    private static boolean structured(Object content) {
        List<Object> items = Json.list(content);
        return !items.isEmpty()
                && items.stream().allMatch(item -> {
                    Map<String, Object> part = Json.map(item);
                    return Json.either(part, "type", "text", "toolUse", "toolResult", "image", "reasoningContent")
                            != null;
                });
    }
}
