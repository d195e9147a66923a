package dev.plumbline.tracestore;

import org.jspecify.annotations.Nullable;

/**
 * Which requests to list, latest first.
 *
 * @param fromNano inclusive start of the time range, nanoseconds since the Unix epoch
 * @param toNano exclusive end of the time range
 * @param filter further conditions
 * @param after the last item of the page before, or null for the first page
 * @param limit rows, 1 to 500
 */
public record RequestQuery(
        int projectId,
        long fromNano,
        long toNano,
        Filter filter,
        @Nullable Cursor after,
        int limit) {

    /** Each condition is left out when null; {@code text} is a part of input or output, in any case. */
    public record Filter(
            @Nullable String feature,
            @Nullable String release,
            @Nullable String status,
            @Nullable String sessionId,
            @Nullable String text,
            @Nullable String fingerprint) {
        public static final Filter NONE = new Filter(null, null, null, null, null, null);
    }

    /** The place of a request in the list. */
    public record Cursor(long startNano, String traceId) {}
}
