package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** What came of one call. */
public sealed interface Reply {

    /**
     * The model said something.
     *
     * @param tokensIn as the endpoint counts them; null when it does not say
     */
    record Said(
            String content,
            @Nullable Long tokensIn,
            @Nullable Long tokensOut) implements Reply {}

    /**
     * The judge is away for every request: not reached, overloaded, or it refuses this caller.
     *
     * @param retryAfter what the endpoint asks for; null when it does not
     */
    record Away(String reason, @Nullable Duration retryAfter) implements Reply {}

    /** This one call came to nothing; the same call may succeed. */
    record Lost(String reason) implements Reply {}

    /** Why the model said nothing; empty when it did. */
    default Optional<String> fault() {
        if (this instanceof Away away) {
            return Optional.of(away.reason());
        }
        if (this instanceof Lost lost) {
            return Optional.of(lost.reason());
        }
        return this instanceof Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }

    /** A count of tokens; null where it is none. */
    static @Nullable Long tokens(JsonNode count) {
        return count.isIntegralNumber() && count.longValue() >= 0 ? count.longValue() : null;
    }

    /** The endpoint does not take this content, at any time. */
    record Refused(String reason) implements Reply {}
}
