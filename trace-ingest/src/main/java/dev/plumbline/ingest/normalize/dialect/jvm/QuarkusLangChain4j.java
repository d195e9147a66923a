package dev.plumbline.ingest.normalize.dialect.jvm;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Messages;
import dev.plumbline.ingest.normalize.dialect.Parameters;
import dev.plumbline.ingest.normalize.dialect.Tools;

import java.util.ArrayList;
import java.util.List;

/**
 * Quarkus LangChain4j: the whole prompt and completion as text, spans named {@code completion <model>} and
 * {@code langchain4j.tools.<name>}.
 */
public final class QuarkusLangChain4j implements Dialect {
    private static final String TOOL = "langchain4j.tools.";

    @Override
    public String name() {
        return "quarkus_langchain4j";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        String name = span.outline().name();
        return span.scope().name().startsWith("io.quarkiverse.langchain4j")
                || name.startsWith("langchain4j.")
                || name.startsWith("completion ") && attributes.hasFamily("gen_ai")
                || attributes.has("gen_ai.client.estimated_cost");
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        List<Message> input = new ArrayList<>();
        List<Message> output = new ArrayList<>();
        if (kind == SpanKind.TOOL) {
            String name = span.outline().name().startsWith(TOOL)
                    ? span.outline().name().substring(TOOL.length())
                    : attributes.text("gen_ai.tool.name");
            String id = attributes.text("gen_ai.tool.call.id");
            input.addAll(
                    Tools.call(id, name, attributes.first("gen_ai.tool.call.arguments", "langchain4j.tool.arguments")));
            output.addAll(
                    Tools.response(id, name, attributes.first("gen_ai.tool.call.result", "langchain4j.tool.result")));
        } else {
            input.addAll(Messages.read(attributes.first("gen_ai.input.messages", "gen_ai.prompt"), "user"));
            output.addAll(Messages.read(attributes.first("gen_ai.output.messages", "gen_ai.completion"), "assistant"));
        }
        return new Content(Parameters.read(attributes), input, output, List.of(), List.of());
    }
}
