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

/** Traceloop (OpenLLMetry): {@code gen_ai.prompt.N} and {@code gen_ai.completion.N}, entities for the rest. */
final class Traceloop implements Dialect {

    @Override
    public String name() {
        return "traceloop/1";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return attributes.has("traceloop.span.kind", "traceloop.entity.name", "llm.request.type")
                || attributes.raw().keySet().stream().anyMatch(key -> key.matches("gen_ai\\.prompt\\.\\d.*"))
                || span.scope().name().startsWith("@traceloop/");
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        return new Content(
                Parameters.read(attributes),
                messages(attributes.slots("gen_ai.prompt"), "user"),
                messages(attributes.slots("gen_ai.completion"), "assistant"),
                tools(attributes),
                documents(span));
    }

    private static List<Message> messages(List<Attributes> slots, String plainRole) {
        return slots.stream().map(slot -> message(slot, plainRole)).toList();
    }

    private static Message message(Attributes slot, String plainRole) {
        String role = Messages.role(slot.first("role"), plainRole);
        List<Part> parts = new ArrayList<>();
        Object content = slot.first("content");
        if (role.equals("tool")) {
            parts.add(Part.toolResponse(
                    slot.text("tool_call_id"), slot.text("name"), content == null ? "" : Json.text(content)));
        } else if (content != null) {
            // Text that is a JSON list of typed parts is the way multi-part content is written here.
            Object parsed = Json.parse(content);
            parts.addAll(Messages.parts(parsed instanceof List<?> ? parsed : content));
        }
        for (Attributes call : slot.slots("tool_calls")) {
            String name = call.text("name");
            parts.add(
                    Part.toolCall(call.text("id"), name == null ? "" : name, Json.canonical(call.first("arguments"))));
        }
        return new Message(role, parts);
    }

    private static List<ToolDefinition> tools(Attributes attributes) {
        List<ToolDefinition> tools = new ArrayList<>();
        for (Attributes tool : attributes.slots("llm.request.functions")) {
            String name = tool.text("name");
            if (name != null) {
                tools.add(new ToolDefinition(name, tool.text("description"), Json.canonical(tool.first("parameters"))));
            }
        }
        return tools;
    }

    /** Vector stores report one event per hit. */
    private static List<Document> documents(OtlpSpan span) {
        List<Document> documents = new ArrayList<>();
        for (OtlpSpan.Event event : span.events()) {
            if (event.name().equals("db.query.result")) {
                Attributes hit = new Attributes(event.attributes());
                documents.add(new Document(
                        hit.text("db.query.result.id"),
                        hit.text("db.query.result.document"),
                        hit.first("db.query.result.score", "db.query.result.distance") instanceof Number score
                                ? score.doubleValue()
                                : null));
            }
        }
        return documents;
    }
}
