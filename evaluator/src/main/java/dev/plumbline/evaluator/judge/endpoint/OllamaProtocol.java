package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;

/**
 * Ollama's own chat API: {@code POST {base}/api/chat}. Unlike its OpenAI-compatible one it takes the size of the context:
 * left alone, it cuts a long prompt in silence and judges the rest.
 *
 * @param longest tokens that an answer may have
 */
record OllamaProtocol(int longest) implements Protocol {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHARS_PER_TOKEN = 3;
    private static final long LEAST_CONTEXT = 4096;
    private static final long MOST_CONTEXT = 131_072;

    @Override
    public URI address(String base) {
        return URI.create(base.replaceAll("/(v1|api)$", "") + "/api/chat");
    }

    @Override
    public Map<String, String> headers(@Nullable String apiKey) {
        return apiKey == null ? Map.of() : Map.of("Authorization", "Bearer " + apiKey);
    }

    @Override
    public ObjectNode body(Question question) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", question.model()).put("stream", false).put("truncate", false);
        ArrayNode chat = body.putArray("messages");
        question.messages()
                .forEach(message -> chat.addObject().put("role", message.role()).put("content", message.content()));
        body.set("format", question.schema());
        ObjectNode options = body.putObject("options");
        if (question.temperature() != null) {
            options.put("temperature", question.temperature());
        }
        options.put("num_predict", longest).put("num_ctx", context(question));
        return body;
    }

    @Override
    public Reply read(Question question, JsonNode body) {
        JsonNode content = body.path("message").path("content");
        if (!content.isTextual() || !body.path("done").asBoolean(false)) {
            return new Reply.Lost("the answer is no finished chat message");
        }
        Long in = Reply.tokens(body.path("prompt_eval_count"));
        if (in != null && in >= context(question)) {
            return new Reply.Refused("the prompt was cut to the model's context");
        }
        return new Reply.Said(content.textValue(), in, Reply.tokens(body.path("eval_count")));
    }

    /** In steps of doubling, since each other size loads the model anew. */
    private long context(Question question) {
        long wanted = question.chars() / CHARS_PER_TOKEN + longest;
        long context = LEAST_CONTEXT;
        while (context < wanted && context < MOST_CONTEXT) {
            context *= 2;
        }
        return context;
    }
}
