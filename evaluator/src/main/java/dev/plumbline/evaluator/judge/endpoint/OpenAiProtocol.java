package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;

/** Chat completions, as OpenAI and many others speak them: {@code POST {base}/chat/completions}. */
record OpenAiProtocol(JudgeConfig.Format format) implements Protocol {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public URI address(String base) {
        return URI.create(base + "/chat/completions");
    }

    @Override
    public Map<String, String> headers(@Nullable String apiKey) {
        return apiKey == null ? Map.of() : Map.of("Authorization", "Bearer " + apiKey);
    }

    @Override
    public ObjectNode body(Question question) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", question.model());
        if (question.temperature() != null) {
            body.put("temperature", question.temperature());
        }
        ArrayNode chat = body.putArray("messages");
        question.messages()
                .forEach(message -> chat.addObject().put("role", message.role()).put("content", message.content()));
        switch (format) {
            case JSON_SCHEMA ->
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", "verdict")
                        .put("strict", true)
                        .set("schema", question.schema());
            case JSON_OBJECT -> body.putObject("response_format").put("type", "json_object");
            case NONE -> {
                // The prompt asks for JSON anyway.
            }
        }
        return body;
    }

    @Override
    public Reply read(Question question, JsonNode body) {
        JsonNode choice = body.path("choices").path(0);
        if (choice.path("finish_reason").asText().equals("content_filter")
                || choice.path("message").path("refusal").isTextual()) {
            return new Reply.Refused("the model refuses");
        }
        JsonNode content = choice.path("message").path("content");
        if (!content.isTextual()) {
            return new Reply.Lost("the answer is no chat completion with text");
        }
        JsonNode usage = body.path("usage");
        return new Reply.Said(
                content.textValue(),
                Reply.tokens(usage.path("prompt_tokens")),
                Reply.tokens(usage.path("completion_tokens")));
    }
}
