package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpSpan;

import java.util.ArrayList;
import java.util.List;

/** OpenInference (Arize Phoenix): everything flattened into dotted keys. */
final class OpenInference implements Dialect {

    @Override
    public String name() {
        return "openinference/1";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return attributes.has("openinference.span.kind")
                || span.scope().name().startsWith("openinference.instrumentation")
                || span.scope().name().startsWith("@arizeai/openinference");
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        return new Content(
                Parameters.read(attributes),
                messages(attributes.slots("llm.input_messages"), "user"),
                messages(attributes.slots("llm.output_messages"), "assistant"),
                tools(attributes),
                documents(attributes));
    }

    private static List<Message> messages(List<Attributes> slots, String plainRole) {
        return slots.stream().map(slot -> message(slot, plainRole)).toList();
    }

    private static Message message(Attributes slot, String plainRole) {
        String role = Messages.role(slot.first("message.role"), plainRole);
        List<Part> parts = new ArrayList<>();
        Object content = slot.first("message.content");
        if (role.equals("tool")) {
            parts.add(Part.toolResponse(
                    slot.text("message.tool_call_id"),
                    slot.text("message.name"),
                    content == null ? "" : Json.text(content)));
        } else if (content != null) {
            parts.addAll(Messages.parts(content));
        }
        for (Attributes item : slot.slots("message.contents")) {
            String text = item.text("message_content.text");
            parts.add(
                    text != null
                            ? Part.text(text)
                            : new Part(
                                    String.valueOf(item.text("message_content.type")),
                                    null,
                                    null,
                                    null,
                                    Json.text(item.raw())));
        }
        for (Attributes call : slot.slots("message.tool_calls")) {
            String name = call.text("tool_call.function.name");
            parts.add(Part.toolCall(
                    call.text("tool_call.id"),
                    name == null ? "" : name,
                    Json.canonical(call.first("tool_call.function.arguments"))));
        }
        return new Message(role, parts);
    }

    private static List<ToolDefinition> tools(Attributes attributes) {
        List<Object> definitions = new ArrayList<>();
        for (Attributes tool : attributes.slots("llm.tools")) {
            Object schema = Json.parse(tool.first("tool.json_schema"));
            if (schema != null) {
                definitions.add(schema);
            }
        }
        return GenAi.tools(definitions);
    }

    private static List<Document> documents(Attributes attributes) {
        List<Attributes> slots = attributes.slots("retrieval.documents");
        if (slots.isEmpty()) {
            slots = attributes.slots("reranker.output_documents");
        }
        return slots.stream()
                .map(slot -> new Document(
                        slot.text("document.id"),
                        slot.text("document.content"),
                        slot.first("document.score") instanceof Number score ? score.doubleValue() : null))
                .toList();
    }
}
