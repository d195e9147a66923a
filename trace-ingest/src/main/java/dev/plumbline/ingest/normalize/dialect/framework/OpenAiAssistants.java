package dev.plumbline.ingest.normalize.dialect.framework;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.SpanKind;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpSpan;
import dev.plumbline.ingest.normalize.dialect.Attributes;
import dev.plumbline.ingest.normalize.dialect.Dialect;
import dev.plumbline.ingest.normalize.dialect.Json;
import dev.plumbline.ingest.normalize.dialect.Messages;
import dev.plumbline.ingest.normalize.dialect.Parameters;
import dev.plumbline.ingest.normalize.dialect.Tools;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * OpenAI's assistants: a function returns a run or an assistant of the API, whose instructions are the system prompt of
 * what the thread was asked.
 */
public final class OpenAiAssistants implements Dialect {
    private static final List<String> INPUTS = List.of("langfuse.observation.input", "input.value", "input");
    private static final List<String> OUTPUTS = List.of("langfuse.observation.output", "output.value", "output");

    @Override
    public String name() {
        return "openai_assistants";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        return span.outline().name().startsWith("openai.assistant") || object(attributes) != null;
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        Map<String, Object> object = object(attributes);
        if (object == null) {
            return Content.EMPTY;
        }
        List<Message> input = new ArrayList<>(Messages.system(object.get("instructions")));
        for (Object argument : Json.list(Json.map(attributes.first(INPUTS)).get("args"))) {
            if (argument instanceof String text && !text.matches("(asst|thread|run|msg)_\\w+")) {
                input.add(Message.text("user", text));
            }
        }
        List<Message> output = new ArrayList<>();
        for (Object item : Json.list(attributes.first(OUTPUTS))) {
            if (item instanceof String text) {
                output.add(Message.text("assistant", text));
            }
        }
        List<ToolDefinition> tools = Tools.read(object.get("tools"));
        return new Content(Parameters.read(attributes), input, output, tools, List.of());
    }

    private static @Nullable Map<String, Object> object(Attributes attributes) {
        Object sent = attributes.first(OUTPUTS);
        if (!(sent instanceof String text ? text.contains("\"object\"") : sent != null)) {
            return null;
        }
        Object parsed = Json.parse(sent);
        for (Object item : parsed instanceof List<?> list ? list : List.of(parsed == null ? "" : parsed)) {
            Map<String, Object> candidate = Json.map(item);
            Object type = candidate.get("object");
            if ("thread.run".equals(type) || "assistant".equals(type)) {
                return candidate;
            }
        }
        return null;
    }
}
