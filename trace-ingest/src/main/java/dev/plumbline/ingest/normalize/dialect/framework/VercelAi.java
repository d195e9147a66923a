package dev.plumbline.ingest.normalize.dialect.framework;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.SpanKind;
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
import java.util.Map;

/** Vercel AI SDK 4 to 6, and 7 in its legacy form: {@code ai.*}. */
public final class VercelAi implements Dialect {

    @Override
    public String name() {
        return "vercel_ai";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return attributes.has("ai.operationId", "ai.model.id", "ai.toolCall.name")
                || span.scope().name().equals("ai");
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        List<Message> input = new ArrayList<>();
        List<Message> output = new ArrayList<>();
        if (kind == SpanKind.TOOL) {
            String id = attributes.text("ai.toolCall.id");
            String name = attributes.text("ai.toolCall.name");
            input.addAll(Tools.call(id, name, attributes.first("ai.toolCall.args")));
            output.addAll(Tools.response(id, name, Json.parse(attributes.first("ai.toolCall.result"))));
        } else {
            input.addAll(input(attributes));
            output.addAll(output(attributes));
        }
        return new Content(
                Parameters.read(attributes),
                input,
                output,
                // An array whose items are JSON text.
                Tools.read(attributes.first("ai.prompt.tools")),
                ranked(attributes));
    }

    private static List<Message> input(Attributes attributes) {
        List<Message> messages = Messages.read(attributes.first("ai.prompt.messages"), "user");
        if (!messages.isEmpty()) {
            return messages;
        }
        Map<String, Object> prompt = Json.map(attributes.first("ai.prompt"));
        List<Message> input = new ArrayList<>(Messages.system(Json.either(prompt, "system", "instructions")));
        input.addAll(Messages.read(Json.either(prompt, "messages", "prompt"), "user"));
        if (input.isEmpty()) {
            input.addAll(Messages.read(attributes.first("ai.value", "ai.values", "ai.prompt"), "user"));
        }
        return input;
    }

    private static List<Message> output(Attributes attributes) {
        List<Part> parts = new ArrayList<>();
        String reasoning = attributes.text("ai.response.reasoning");
        if (reasoning != null) {
            parts.add(new Part("reasoning", reasoning, null, null, null));
        }
        String text = attributes.text("ai.response.text", "ai.result.text", "ai.response.object", "ai.result.object");
        if (text != null) {
            parts.add(Part.text(text));
        }
        for (Object call : Json.list(attributes.first("ai.response.toolCalls", "ai.result.toolCalls"))) {
            parts.add(Parts.toolCall(Json.map(call)));
        }
        return parts.isEmpty() ? List.of() : List.of(new Message("assistant", parts));
    }

    /** A reranker tells the documents once and then their order by index. */
    private static List<Document> ranked(Attributes attributes) {
        List<Document> documents = Documents.read(attributes.first("ai.documents"));
        List<Document> ranked = new ArrayList<>();
        for (Object item : Json.list(attributes.first("ai.ranking"))) {
            Map<String, Object> rank = Json.map(item);
            Long index = Json.count(Json.either(rank, "originalIndex", "index"));
            if (index != null && index < documents.size()) {
                Document document = documents.get(index.intValue());
                ranked.add(new Document(
                        document.id(), document.text(), Json.number(Json.either(rank, "score", "relevanceScore"))));
            }
        }
        return ranked.isEmpty() ? documents : ranked;
    }
}
