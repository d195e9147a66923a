package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpSpan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Vercel AI SDK 4 to 6, and 7 in its legacy form: {@code ai.*}. */
final class VercelAi implements Dialect {

    @Override
    public String name() {
        return "vercel_ai/1";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return attributes.has("ai.operationId", "ai.model.id", "ai.toolCall.name");
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        List<Message> input = new ArrayList<>();
        List<Message> output = new ArrayList<>();
        if (kind == SpanKind.TOOL) {
            tool(attributes, input, output);
        } else {
            input.addAll(input(attributes));
            output.addAll(output(attributes));
        }
        return new Content(Parameters.read(attributes), input, output, tools(attributes), List.of());
    }

    private static List<Message> input(Attributes attributes) {
        List<Message> messages = Messages.read(attributes.first("ai.prompt.messages"), "user");
        if (!messages.isEmpty()) {
            return messages;
        }
        Map<String, Object> prompt = Json.map(attributes.first("ai.prompt"));
        List<Message> input = new ArrayList<>(Messages.system(prompt.get("system")));
        Object rest = prompt.get("messages") != null ? prompt.get("messages") : prompt.get("prompt");
        input.addAll(Messages.read(rest, "user"));
        if (input.isEmpty()) {
            input.addAll(Messages.read(attributes.first("ai.value", "ai.values"), "user"));
        }
        return input;
    }

    private static List<Message> output(Attributes attributes) {
        List<Part> parts = new ArrayList<>();
        String text = attributes.text("ai.response.text", "ai.result.text", "ai.response.object", "ai.result.object");
        if (text != null) {
            parts.add(Part.text(text));
        }
        for (Object call : Json.list(attributes.first("ai.response.toolCalls", "ai.result.toolCalls"))) {
            parts.add(Messages.toolCall(Json.map(call)));
        }
        return parts.isEmpty() ? List.of() : List.of(new Message("assistant", parts));
    }

    private static void tool(Attributes attributes, List<Message> input, List<Message> output) {
        String id = attributes.text("ai.toolCall.id");
        String name = attributes.text("ai.toolCall.name");
        input.add(new Message(
                "assistant",
                List.of(Part.toolCall(
                        id, name == null ? "" : name, Json.canonical(attributes.first("ai.toolCall.args"))))));
        Object result = attributes.first("ai.toolCall.result");
        if (result != null) {
            output.add(new Message("tool", List.of(Part.toolResponse(id, name, Json.text(result)))));
        }
    }

    /** An array whose items are JSON text. */
    private static List<ToolDefinition> tools(Attributes attributes) {
        return GenAi.tools(Json.list(attributes.first("ai.prompt.tools")).stream()
                .map(item -> (Object) Json.map(item))
                .toList());
    }
}
