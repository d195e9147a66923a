package dev.plumbline.ingest.normalize.dialect.standard;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Documents;
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.ingest.normalize.dialect.Messages;
import dev.plumbline.ingest.normalize.dialect.Parameters;
import dev.plumbline.ingest.normalize.dialect.Tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenTelemetry GenAI since 1.37: messages as attributes of the span or of its details event. Also Vercel's AI SDK 7,
 * new Traceloop, Logfire, LiveKit and Microsoft's agent framework, which all speak it.
 */
public final class GenAi implements Dialect {
    private static final String DETAILS = "gen_ai.client.inference.operation.details";

    @Override
    public String name() {
        return "gen_ai";
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
                Tools.read(attributes.first("gen_ai.tool.definitions")),
                Documents.read(attributes.first("gen_ai.retrieval.documents")));
    }

    /** A tool's span without arguments or result leaves them to the library's own attributes. */
    private static void tool(Attributes attributes, List<Message> input, List<Message> output) {
        String id = attributes.text("gen_ai.tool.call.id");
        String name = attributes.text("gen_ai.tool.name");
        Object arguments = attributes.first("gen_ai.tool.call.arguments");
        if (input.isEmpty() && arguments != null) {
            input.addAll(Tools.call(id, name, arguments));
        }
        if (output.isEmpty()) {
            output.addAll(Tools.response(id, name, attributes.first("gen_ai.tool.call.result")));
        }
    }
}
