package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;

/** How one kind of endpoint is asked and how it answers; knows no network. */
interface Protocol {

    /** @param base as configured, without a slash at its end */
    URI address(String base);

    /** @param apiKey null where there is none */
    Map<String, String> headers(@Nullable String apiKey);

    ObjectNode body(Question question);

    /** @param body of an answer with status 200 */
    Reply read(Question question, JsonNode body);

    /** As the configuration asks for. */
    static Protocol of(JudgeConfig config) {
        int longest = 2 * config.answerTokens();
        return switch (config.provider()) {
            case OPENAI -> new OpenAiProtocol(config.responseFormat());
            case ANTHROPIC -> new AnthropicProtocol(longest);
            case OLLAMA -> new OllamaProtocol(longest);
        };
    }
}
