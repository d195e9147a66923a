package dev.plumbline.ingest.ledger;

import dev.plumbline.ingest.decode.Decoded;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one message lost, by reason.
 *
 * @param rejected items that could not be read
 * @param dropped items that Plumbline or the project has no use for
 */
public record Loss(Map<String, Integer> rejected, Map<String, Integer> dropped) {
    public static final String UNREADABLE_MESSAGE = "unreadable_message";
    public static final String BY_POLICY = "policy";
    public static final String NO_CONTENT = "no_content";
    public static final String METRICS = "metrics";

    /** The rejections of a message, and so many items dropped for one reason. */
    public static Loss of(Decoded<?> decoded, String reason, int dropped) {
        Map<String, Integer> rejected = new TreeMap<>();
        decoded.rejections().forEach(rejection -> rejected.merge(rejection.reason(), 1, Integer::sum));
        return new Loss(rejected, dropped == 0 ? Map.of() : Map.of(reason, dropped));
    }

    /** A message of which nothing could be read counts as one item. */
    public static Loss unreadable() {
        return new Loss(Map.of(UNREADABLE_MESSAGE, 1), Map.of());
    }

    public static Loss metrics(int points) {
        return new Loss(Map.of(), Map.of(METRICS, points));
    }

    public boolean isEmpty() {
        return rejected.isEmpty() && dropped.isEmpty();
    }
}
