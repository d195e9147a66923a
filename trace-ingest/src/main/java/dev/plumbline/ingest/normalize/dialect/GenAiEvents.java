package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** OpenTelemetry GenAI up to 1.36: {@code gen_ai.system}, one event per message, or prompt and completion as text. */
public final class GenAiEvents implements Dialect {

    @Override
    public String name() {
        return "gen_ai_events/1";
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
            input.addAll(Messages.read(attributes.first("gen_ai.prompt"), "user"));
        }
        if (output.isEmpty()) {
            output.addAll(Messages.read(attributes.first("gen_ai.completion"), "assistant"));
        }
        return new Content(Parameters.read(attributes), input, output, List.of(), List.of());
    }

    /** Whether an event, on a span or as a log record, carries content. */
    public static boolean isMessage(String eventName) {
        return switch (eventName) {
            case "gen_ai.system.message",
                    "gen_ai.user.message",
                    "gen_ai.assistant.message",
                    "gen_ai.tool.message",
                    "gen_ai.choice",
                    "gen_ai.content.prompt",
                    "gen_ai.content.completion",
                    "gen_ai.client.inference.operation.details" -> true;
            default -> false;
        };
    }

    /** The content of one log record: its body, or its attributes where the body is empty. */
    public static Content ofLog(String eventName, @Nullable Object body, Map<String, Object> attributes) {
        if (eventName.equals("gen_ai.client.inference.operation.details")) {
            return GenAi.read(new Attributes(attributes), SpanKind.LLM);
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
            case "gen_ai.content.prompt" -> input.addAll(Messages.read(fields.get("gen_ai.prompt"), "user"));
            case "gen_ai.content.completion" ->
                output.addAll(Messages.read(fields.get("gen_ai.completion"), "assistant"));
            default -> {
                // Other events carry no content.
            }
        }
    }

    private static Message message(Map<String, Object> fields, String role) {
        Map<String, Object> withRole = new HashMap<>(fields);
        withRole.put("role", Messages.role(fields.get("role"), role));
        return Messages.read(List.of(withRole), role).get(0);
    }
}
