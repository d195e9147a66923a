package dev.plumbline.ingest.normalize.dialect;

import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.ToolDefinition;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tools as offered to a model, and the one call that a tool's own span is about. */
public final class Tools {
    private Tools() {}

    /** Definitions flat (the standard, Anthropic), inside {@code function} (OpenAI), or in groups (Gemini, Bedrock). */
    public static List<ToolDefinition> read(@Nullable Object definitions) {
        List<ToolDefinition> tools = new ArrayList<>();
        for (Object item : Json.list(definitions)) {
            Map<String, Object> outer = Json.map(item);
            Object group = Json.either(outer, "function_declarations", "functionDeclarations");
            if (group != null) {
                tools.addAll(read(group));
                continue;
            }
            Object inner = Json.either(outer, "function", "toolSpec", "json_schema", "tool.json_schema");
            Map<String, Object> tool = inner == null ? outer : Json.map(inner);
            Object name = Json.either(tool, "name", "tool.name");
            if (name != null) {
                tools.add(new ToolDefinition(
                        Json.text(name),
                        Parts.string(Json.either(tool, "description", "tool.description")),
                        Json.canonical(schema(tool))));
            }
        }
        return tools;
    }

    private static @Nullable Object schema(Map<String, Object> tool) {
        Object schema = Json.either(
                tool,
                "parameters",
                "inputSchema",
                "input_schema",
                "parameters_json_schema",
                "tool.parameters",
                "jsonSchema");
        return schema instanceof Map<?, ?> map && map.size() == 1 && map.get("json") != null ? map.get("json") : schema;
    }

    /** What went into a tool: the call. Empty when nothing is known of it. */
    public static List<Message> call(@Nullable String id, @Nullable String name, @Nullable Object arguments) {
        return arguments == null && name == null
                ? List.of()
                : List.of(new Message(
                        "assistant", List.of(Part.toolCall(id, name == null ? "" : name, Json.canonical(arguments)))));
    }

    /** What came out of a tool: the response. Empty when nothing came. */
    public static List<Message> response(@Nullable String id, @Nullable String name, @Nullable Object result) {
        return result == null
                ? List.of()
                : List.of(new Message("tool", List.of(Part.toolResponse(id, name, Parts.plain(result)))));
    }
}
