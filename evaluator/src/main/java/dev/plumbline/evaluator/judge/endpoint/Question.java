package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one call asks.
 *
 * @param temperature null where the model shall use its own; some models refuse to be told
 * @param schema JSON Schema that the answer's text shall follow
 */
public record Question(String model, @Nullable Double temperature, List<ChatMessage> messages, JsonNode schema) {

    long chars() {
        return messages.stream()
                .mapToLong(message -> message.content().length())
                .sum();
    }
}
