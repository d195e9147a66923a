package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenTelemetry GenAI since 1.37: messages as attributes of the span or of its details event. */
final class GenAi implements Dialect {
    private static final String DETAILS = "gen_ai.client.inference.operation.details";

    @Override
    public String name() {
        return "gen_ai/1";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return attributes.has(
                        "gen_ai.operation.name",
                        "gen_ai.provider.name",
                        "gen_ai.input.messages",
                        "gen_ai.output.messages",
                        "gen_ai.tool.name",
                        "gen_ai.retrieval.documents")
                || span.events().stream().anyMatch(event -> event.name().equals(DETAILS));
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        Attributes all = attributes;
        for (OtlpSpan.Event event : span.events()) {
            if (event.name().equals(DETAILS)) {
                Map<String, Object> joined = new LinkedHashMap<>(event.attributes());
                joined.putAll(attributes.raw());
                all = new Attributes(joined);
            }
        }
        return read(all, kind);
    }

    /** The same attributes, wherever they stand: on a span, a span event or a log record. */
    static Content read(Attributes attributes, SpanKind kind) {
        List<Message> input = new ArrayList<>(Messages.system(attributes.first("gen_ai.system_instructions")));
        input.addAll(Messages.read(attributes.first("gen_ai.input.messages"), "user"));
        List<Message> output = new ArrayList<>(Messages.read(attributes.first("gen_ai.output.messages"), "assistant"));
        if (kind == SpanKind.TOOL) {
            tool(attributes, input, output);
        }
        Object query = attributes.first("gen_ai.retrieval.query.text");
        if (input.isEmpty() && query != null) {
            input.add(Message.text("user", Json.text(query)));
        }
        return new Content(
                Parameters.read(attributes),
                input,
                output,
                tools(attributes.first("gen_ai.tool.definitions")),
                documents(attributes.first("gen_ai.retrieval.documents")));
    }

    private static void tool(Attributes attributes, List<Message> input, List<Message> output) {
        String id = attributes.text("gen_ai.tool.call.id");
        String name = attributes.text("gen_ai.tool.name");
        Object arguments = attributes.first("gen_ai.tool.call.arguments");
        Object result = attributes.first("gen_ai.tool.call.result");
        if (input.isEmpty() && (arguments != null || name != null)) {
            input.add(new Message(
                    "assistant", List.of(Part.toolCall(id, name == null ? "" : name, Json.canonical(arguments)))));
        }
        if (output.isEmpty() && result != null) {
            output.add(new Message("tool", List.of(Part.toolResponse(id, name, Json.text(result)))));
        }
    }

    /** Tool definitions in the standard's flat form or in OpenAI's nested one. */
    static List<ToolDefinition> tools(@Nullable Object definitions) {
        List<ToolDefinition> tools = new ArrayList<>();
        for (Object item : Json.list(definitions)) {
            Map<String, Object> outer = Json.map(item);
            Map<String, Object> tool = outer.containsKey("function") ? Json.map(outer.get("function")) : outer;
            Object name = tool.get("name");
            if (name != null) {
                Object description = tool.get("description");
                Object schema = tool.get("parameters") != null
                        ? tool.get("parameters")
                        : tool.getOrDefault("inputSchema", tool.get("input_schema"));
                tools.add(new ToolDefinition(
                        Json.text(name), description == null ? null : Json.text(description), Json.canonical(schema)));
            }
        }
        return tools;
    }

    private static List<Document> documents(@Nullable Object value) {
        List<Document> documents = new ArrayList<>();
        for (Object item : Json.list(value)) {
            Map<String, Object> document = Json.map(item);
            Object text = document.get("content") != null ? document.get("content") : document.get("text");
            Object id = document.get("id");
            documents.add(new Document(
                    id == null ? null : Json.text(id),
                    text == null ? null : Json.text(text),
                    document.get("score") instanceof Number score ? score.doubleValue() : null));
        }
        return documents;
    }
}
