package dev.plumbline.ingest.normalize.dialect.standard;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Documents;
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.ingest.normalize.dialect.Messages;
import dev.plumbline.ingest.normalize.dialect.Parameters;
import dev.plumbline.ingest.normalize.dialect.Parts;
import dev.plumbline.ingest.normalize.dialect.Tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** OpenInference (Arize Phoenix): everything flattened into dotted keys. */
public final class OpenInference implements Dialect {

    @Override
    public String name() {
        return "openinference";
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
                input(attributes, kind),
                output(attributes),
                tools(attributes),
                documents(attributes, kind));
    }

    private static List<Message> input(Attributes attributes, SpanKind kind) {
        List<Message> messages = messages(attributes.slots("llm.input_messages"), "user");
        if (messages.isEmpty()) {
            messages = texts(attributes.slots("llm.prompts"), "prompt.text", "user");
        }
        if (messages.isEmpty() && kind == SpanKind.EMBEDDING) {
            messages = texts(attributes.slots("embedding.embeddings"), "embedding.text", "user");
        }
        String query = attributes.text("reranker.query");
        return messages.isEmpty() && query != null ? List.of(Message.text("user", query)) : messages;
    }

    private static List<Message> output(Attributes attributes) {
        List<Message> messages = messages(attributes.slots("llm.output_messages"), "assistant");
        return messages.isEmpty()
                ? texts(attributes.slots("llm.choices"), "completion.text", "assistant")
                : joined(messages);
    }

    /** A streamed answer that is reported chunk by chunk, each as a message with one text, is one message. */
    private static List<Message> joined(List<Message> messages) {
        boolean chunks = messages.size() > 2
                && messages.stream()
                        .allMatch(message -> message.role().equals("assistant")
                                && message.parts().size() <= 1
                                && message.parts().stream()
                                        .allMatch(part -> part.type().equals("text")));
        return chunks
                ? List.of(Message.text(
                        "assistant",
                        String.join(
                                "", messages.stream().map(Message::plainText).toList())))
                : messages;
    }

    private static List<Message> texts(List<Attributes> slots, String key, String role) {
        return slots.stream()
                .map(slot -> slot.text(key))
                .filter(Objects::nonNull)
                .map(text -> Message.text(role, text))
                .toList();
    }

    private static List<Message> messages(List<Attributes> slots, String plainRole) {
        return slots.stream().map(slot -> message(slot, plainRole)).toList();
    }

    private static Message message(Attributes slot, String plainRole) {
        String role = Messages.role(slot.first("message.role"), plainRole);
        List<Part> parts = new ArrayList<>();
        Object content = slot.raw().get("message.content");
        if (role.equals("tool")) {
            parts.add(Part.toolResponse(
                    slot.text("message.tool_call_id"),
                    slot.text("message.name"),
                    content == null ? contents(slot) : Json.text(content)));
        } else {
            parts.addAll(Parts.read(content));
            slot.slots("message.contents").forEach(item -> parts.add(part(item)));
        }
        for (Attributes call : slot.slots("message.tool_calls")) {
            String name = call.text("tool_call.function.name");
            parts.add(Part.toolCall(
                    call.text("tool_call.id"),
                    name == null ? "" : name,
                    Json.canonical(call.first("tool_call.function.arguments"))));
        }
        String function = slot.text("message.function_call_name");
        if (function != null) {
            parts.add(
                    Part.toolCall(null, function, Json.canonical(slot.first("message.function_call_arguments_json"))));
        }
        return new Message(role, parts);
    }

    private static String contents(Attributes slot) {
        List<Part> parts =
                slot.slots("message.contents").stream().map(OpenInference::part).toList();
        return new Message("tool", parts).plainText();
    }

    private static Part part(Attributes item) {
        String text = item.text("message_content.text");
        String type = String.valueOf(item.text("message_content.type"));
        boolean thought = type.equals("reasoning") || type.equals("thinking");
        return text == null
                ? new Part(type, null, null, null, Json.text(item.raw()))
                : thought ? new Part("reasoning", text, null, null, null) : Part.text(text);
    }

    private static List<ToolDefinition> tools(Attributes attributes) {
        List<Object> definitions = new ArrayList<>();
        for (Attributes tool : attributes.slots("llm.tools")) {
            Object schema = Json.parse(tool.first("tool.json_schema"));
            if (schema != null) {
                definitions.add(schema);
            }
        }
        return Tools.read(definitions.isEmpty() ? attributes.first("llm.tools") : definitions);
    }

    private static List<Document> documents(Attributes attributes, SpanKind kind) {
        List<Attributes> slots = attributes.slots("retrieval.documents");
        if (slots.isEmpty()) {
            slots = attributes.slots("reranker.output_documents");
        }
        return slots.isEmpty() && kind == SpanKind.RETRIEVER
                ? Documents.read(attributes.first("output.value"))
                : Documents.slots(slots, "document.");
    }
}
