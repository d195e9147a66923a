package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpSpan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dialect that is told by a table: for each part of the content the attributes that may hold it, in order of
 * precedence. Values may be text, messages or a provider's whole request.
 */
public record Table(String name, Signature signature, Sources sources, ToolSources tool) implements Dialect {

    /** Where the content of any span stands. */
    public record Sources(
            List<String> system, List<String> input, List<String> output, List<String> tools, List<String> documents) {
        public static final Sources NONE = new Sources(List.of(), List.of(), List.of(), List.of(), List.of());

        public static Sources of(List<String> input, List<String> output) {
            return new Sources(List.of(), input, output, List.of(), List.of());
        }

        public Sources system(String... keys) {
            return new Sources(List.of(keys), input, output, tools, documents);
        }

        public Sources tools(String... keys) {
            return new Sources(system, input, output, List.of(keys), documents);
        }

        public Sources documents(String... keys) {
            return new Sources(system, input, output, tools, List.of(keys));
        }
    }

    /** Where a tool's own span has its call. */
    public record ToolSources(List<String> name, List<String> id, List<String> arguments, List<String> result) {
        public static final ToolSources NONE = new ToolSources(List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return signature.matches(span, attributes);
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        Content request = ProviderBody.request(attributes.first(sources.input()));
        List<Message> input = new ArrayList<>(Messages.system(attributes.first(sources.system())));
        List<Message> output = new ArrayList<>();
        if (kind == SpanKind.TOOL && tool != ToolSources.NONE) {
            String id = attributes.text(tool.id());
            String name = attributes.text(tool.name());
            input.addAll(Tools.call(id, name, attributes.first(tool.arguments())));
            output.addAll(Tools.response(id, name, attributes.first(tool.result())));
        } else {
            input.addAll(request.input());
            output.addAll(ProviderBody.response(attributes.first(sources.output())));
        }
        List<ToolDefinition> tools = Tools.read(attributes.first(sources.tools()));
        List<Document> documents = Documents.read(attributes.first(sources.documents()));
        Map<String, Object> parameters = new TreeMap<>(request.parameters());
        parameters.putAll(Parameters.read(attributes));
        return new Content(parameters, input, output, tools.isEmpty() ? request.tools() : tools, documents);
    }
}
