package dev.plumbline.ingest.normalize.dialect.platform;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Documents;
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.ingest.normalize.dialect.Parameters;
import dev.plumbline.ingest.normalize.dialect.ProviderBody;
import dev.plumbline.ingest.normalize.dialect.Tools;
import dev.plumbline.ingest.normalize.dialect.standard.Transcript;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Langfuse's SDK: {@code langfuse.observation.*}, the input and the output as JSON of whatever library called it. */
public final class Langfuse implements Dialect {
    private static final String INPUT = "langfuse.observation.input";

    @Override
    public String name() {
        return "langfuse";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return span.scope().name().startsWith("langfuse") || attributes.hasFamily("langfuse");
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        Object in = attributes.first(INPUT, "langfuse.trace.input");
        Object out = attributes.first("langfuse.observation.output", "langfuse.trace.output");
        if (kind == SpanKind.TOOL) {
            String name = span.outline().name();
            String id = attributes.text("langfuse.observation.output#tool_call_id");
            Object result = attributes.first("langfuse.observation.output#content");
            return new Content(
                    Map.of(),
                    Tools.call(id, name, attributes.first("langfuse.observation.metadata.inputs", INPUT)),
                    Tools.response(id, name, result == null ? out : result),
                    List.of(),
                    List.of());
        }
        List<Object> offered = new ArrayList<>();
        Content request = kind == SpanKind.LLM && in instanceof String text && Transcript.is(text)
                ? new Content(Map.of(), Transcript.read(text), List.of(), List.of(), List.of())
                : ProviderBody.request(withoutTools(in, offered));
        List<Message> output = out == null ? List.of() : ProviderBody.response(out);
        List<ToolDefinition> tools = offered.isEmpty() ? request.tools() : Tools.read(offered);
        return new Content(
                parameters(attributes, request),
                request.input(),
                output,
                tools,
                kind == SpanKind.RETRIEVER ? Documents.read(out) : List.of());
    }

    private static Map<String, Object> parameters(Attributes attributes, Content request) {
        Map<String, Object> own = Parameters.read(attributes);
        return own.isEmpty() ? request.parameters() : own;
    }

    /** Its handler for LangChain hands tools over as messages of the tools, one definition each. */
    private static @Nullable Object withoutTools(@Nullable Object value, List<Object> offered) {
        if (!(Json.parse(value) instanceof List<?> list)) {
            return value;
        }
        List<Object> messages = new ArrayList<>();
        for (Object item : list) {
            Map<String, Object> content = Json.map(Json.map(item).get("content"));
            if ("tool".equals(Json.map(item).get("role")) && content.get("function") instanceof Map<?, ?>) {
                offered.add(content);
            } else {
                messages.add(item);
            }
        }
        return messages;
    }
}
