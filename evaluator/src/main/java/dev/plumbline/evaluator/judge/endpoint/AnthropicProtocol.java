package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Anthropic's Messages API: {@code POST {base}/v1/messages}. The verdict is the input of a tool that the model has to
 * call, whose schema is the verdict's; every model of theirs can that.
 *
 * @param longest tokens that an answer may have; the API wants to be told
 */
record AnthropicProtocol(int longest) implements Protocol {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOOL = "verdict";
    private static final String VERSION = "2023-06-01";

    @Override
    public URI address(String base) {
        return URI.create(base + (base.endsWith("/v1") ? "/messages" : "/v1/messages"));
    }

    @Override
    public Map<String, String> headers(@Nullable String apiKey) {
        return apiKey == null
                ? Map.of("anthropic-version", VERSION)
                : Map.of("anthropic-version", VERSION, "x-api-key", apiKey);
    }

    @Override
    public ObjectNode body(Question question) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", question.model()).put("max_tokens", longest);
        if (question.temperature() != null) {
            body.put("temperature", question.temperature());
        }
        body.put(
                "system",
                question.messages().stream()
                        .filter(message -> message.role().equals("system"))
                        .map(ChatMessage::content)
                        .collect(Collectors.joining("\n\n")));
        ArrayNode chat = body.putArray("messages");
        question.messages().stream()
                .filter(message -> !message.role().equals("system"))
                .forEach(message -> chat.addObject()
                        .put("role", message.role())
                        // A message without text is refused.
                        .put("content", message.content().isBlank() ? "(nothing)" : message.content()));
        body.putArray("tools")
                .addObject()
                .put("name", TOOL)
                .put("description", "Takes the verdict.")
                .set("input_schema", question.schema());
        body.putObject("tool_choice").put("type", "tool").put("name", TOOL).put("disable_parallel_tool_use", true);
        return body;
    }

    @Override
    public Reply read(Question question, JsonNode body) {
        if (body.path("stop_reason").asText().equals("refusal")) {
            return new Reply.Refused("the model refuses");
        }
        String said = said(body.path("content"));
        if (said == null) {
            return new Reply.Lost("the answer is no message with text or a tool call");
        }
        JsonNode usage = body.path("usage");
        return new Reply.Said(said, in(usage), Reply.tokens(usage.path("output_tokens")));
    }

    /** The tool's input, or else the text: whether that can be used is for the reader of verdicts to say. */
    private static @Nullable String said(JsonNode content) {
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_use")
                    && block.path("name").asText().equals(TOOL)) {
                return block.path("input").toString();
            }
            text.append(block.path("text").asText(""));
        }
        return content.isArray() && !content.isEmpty() ? text.toString() : null;
    }

    /** What a cache gave and took is counted beside the input. */
    private static @Nullable Long in(JsonNode usage) {
        Long in = Reply.tokens(usage.path("input_tokens"));
        return in == null
                ? null
                : Long.valueOf(in
                        + usage.path("cache_creation_input_tokens").asLong(0)
                        + usage.path("cache_read_input_tokens").asLong(0));
    }
}
