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
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.ingest.normalize.dialect.Messages;
import dev.plumbline.ingest.normalize.dialect.Parameters;
import dev.plumbline.ingest.normalize.dialect.Parts;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * OpenLLMetry (Traceloop) in its old form, also spoken by Koog and by OpenAI's assistants: {@code gen_ai.prompt.N} and
 * {@code gen_ai.completion.N}. In its new form it speaks {@link GenAi}.
 */
public final class Traceloop implements Dialect {
    private static final Pattern SLOT = Pattern.compile("gen_ai\\.(prompt|completion)\\.\\d.*");

    @Override
    public String name() {
        return "traceloop";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return attributes.hasFamily("traceloop")
                || attributes.has("llm.request.type")
                || attributes.hasFamily("gen_ai")
                        && attributes.raw().keySet().stream()
                                .anyMatch(key -> SLOT.matcher(key).matches())
                || span.scope().name().startsWith("@traceloop/")
                || span.events().stream().anyMatch(event -> event.name().equals("db.query.result"));
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
        if (role.equals("tool") && isCalls(slot.first("content"))) {
            // Koog gives the role of the tool to the calls as well.
            role = "assistant";
        }
        List<Part> parts = new ArrayList<>();
        Object content = slot.raw().get("content");
        if (role.equals("tool")) {
            parts.add(Part.toolResponse(
                    slot.text("tool_call_id"), slot.text("name"), content == null ? "" : Json.text(content)));
        } else if (content != null) {
            // Text that is a JSON list of typed parts is the way multi-part content is written here.
            Object parsed = Json.parse(content);
            parts.addAll(Parts.read(parsed instanceof List<?> ? parsed : content));
        }
        for (Attributes call : slot.slots("tool_calls")) {
            String name = call.text("name", "function.name");
            parts.add(Part.toolCall(
                    call.text("id"),
                    name == null ? "" : name,
                    Json.canonical(call.first("arguments", "function.arguments"))));
        }
        return new Message(role, parts);
    }

    private static boolean isCalls(@Nullable Object content) {
        List<Object> items = Json.list(content);
        return !items.isEmpty()
                && items.stream()
                        .allMatch(item -> "function".equals(Json.map(item).get("type")));
    }

    private static List<ToolDefinition> tools(Attributes attributes) {
        List<ToolDefinition> tools = new ArrayList<>();
        for (Attributes tool : attributes.slots("llm.request.functions")) {
            String name = tool.text("name");
            if (name != null) {
                tools.add(new ToolDefinition(
                        name, tool.text("description"), Json.canonical(tool.first("parameters", "input_schema"))));
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
                        Json.number(hit.first("db.query.result.score", "db.query.result.distance"))));
            }
        }
        return documents;
    }
}
