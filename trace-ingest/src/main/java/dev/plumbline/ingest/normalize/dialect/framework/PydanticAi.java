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

import java.util.ArrayList;
import java.util.List;

/** Pydantic AI and Logfire: an agent's run holds all its messages and the final result apart from them. */
public final class PydanticAi implements Dialect {

    @Override
    public String name() {
        return "pydantic_ai";
    }

    @Override
    public boolean recognises(OtlpSpan span, Attributes attributes) {
        String scope = span.scope().name();
        return scope.startsWith("pydantic-ai")
                || scope.startsWith("logfire")
                || attributes.hasFamily("pydantic_ai")
                || attributes.hasFamily("logfire")
                || attributes.has("model_request_parameters", "all_messages_events");
    }

    @Override
    public Content content(OtlpSpan span, Attributes attributes, SpanKind kind) {
        List<Message> input = new ArrayList<>();
        List<Message> output = new ArrayList<>();
        if (kind == SpanKind.TOOL) {
            String name = attributes.text("gen_ai.tool.name");
            String id = attributes.text("gen_ai.tool.call.id");
            input.addAll(Tools.call(id, name, attributes.first("tool_arguments")));
            output.addAll(Tools.response(id, name, attributes.first("tool_response")));
        } else {
            input.addAll(Messages.read(
                    attributes.first(
                            "pydantic_ai.all_messages", "all_messages_events", "events", "request_data#messages"),
                    "user"));
            output.addAll(Messages.read(asText(attributes), "assistant"));
            answer(input, output);
        }
        List<ToolDefinition> tools =
                new ArrayList<>(Tools.read(attributes.first("model_request_parameters#function_tools")));
        tools.addAll(Tools.read(attributes.first("model_request_parameters#output_tools")));
        return new Content(Parameters.read(attributes), input, output, tools, List.of());
    }

    /** The messages end with the answer, which did not go in. */
    private static void answer(List<Message> input, List<Message> output) {
        Message last = input.isEmpty() ? null : input.get(input.size() - 1);
        if (last != null && last.role().equals("assistant")) {
            input.remove(input.size() - 1);
            if (output.isEmpty()) {
                output.add(last);
            }
        }
    }

    private static List<Object> asText(Attributes attributes) {
        Object result = attributes.first("final_result", "response_data#message");
        return result == null ? List.of() : List.of(result instanceof String ? result : Json.text(result));
    }
}
