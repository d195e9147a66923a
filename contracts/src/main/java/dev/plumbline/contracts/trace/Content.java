package dev.plumbline.contracts.trace;

import java.util.List;
import java.util.Map;

/**
 * What a span took in and gave out, in one form for all dialects.
 *
 * @param parameters model parameters by their {@code gen_ai.request.*} name without the prefix: numbers, booleans,
 *     strings or lists of strings
 * @param input for a model call the messages exactly in the order sent, system first; for a tool call one message with
 *     a {@code tool_call} part; for a retriever the query
 * @param output what came back; empty when the sender did not report it
 */
public record Content(
        Map<String, Object> parameters,
        List<Message> input,
        List<Message> output,
        List<ToolDefinition> tools,
        List<Document> documents) {

    public static final Content EMPTY = new Content(Map.of(), List.of(), List.of(), List.of(), List.of());
}
