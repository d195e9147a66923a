package dev.plumbline.conformance.sender;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The receiver under test.
 *
 * @param store how to see what it stored; null when that cannot be seen, then only answers are checked
 * @param otherKey an ingest key of a second tenant; null where there is none
 */
public record Target(
        String host,
        int httpPort,
        int grpcPort,
        Limits limits,
        @Nullable Store store,
        @Nullable String otherKey) {

    /**
     * What the receiver is configured with.
     *
     * @param messageBytes the largest message, before and after inflation
     * @param bytesInFlight how many bytes of unfinished messages it takes before it refuses; 0 when unknown
     * @param readTimeout how long a body may take; zero when unknown
     */
    public record Limits(int messageBytes, long bytesInFlight, Duration readTimeout) {}

    /** What is visible of a trace after the answer. */
    public interface Store {
        /** @param key of the tenant; null for the one that needs none */
        List<Seen> spans(@Nullable String key, String traceId) throws Exception;
    }

    /**
     * A stored span.
     *
     * @param parentSpanId null for a root
     * @param attributes with strings, longs, doubles, booleans, lists and maps; bytes as the store shows them
     */
    public record Seen(
            String spanId,
            @Nullable String parentSpanId,
            String name,
            Map<String, Object> attributes,
            int links,
            int events) {}
}
