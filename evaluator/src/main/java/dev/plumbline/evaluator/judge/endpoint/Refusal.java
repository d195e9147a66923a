package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;

/**
 * An answer with another status than 200. Its message is not kept, since it may quote the content; the word that names the
 * kind of error is.
 */
final class Refusal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Refusal() {}

    static Reply of(int status, byte[] body, @Nullable Duration retryAfter) {
        JsonNode error = error(body);
        String kind = error.path("type").asText("");
        String reason = "HTTP " + status + (kind.matches("[a-z_]{1,40}") ? " " + kind : "");
        if (status == 408) {
            return new Reply.Lost(reason);
        }
        boolean ofThisContent = status >= 400 && status < 500 && !isOfTheCaller(status, error);
        return ofThisContent ? new Reply.Refused(reason) : new Reply.Away(reason, retryAfter);
    }

    /** The key, the account, the model's name or the rate: the same for every content. */
    private static boolean isOfTheCaller(int status, JsonNode error) {
        return switch (status) {
            case 401, 402, 403, 404, 429 -> true;
            // Anthropic says so when the account is empty.
            default -> error.path("message").asText("").contains("credit balance");
        };
    }

    private static JsonNode error(byte[] body) {
        try {
            return JSON.readTree(body).path("error");
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
