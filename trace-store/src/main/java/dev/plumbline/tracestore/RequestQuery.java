package dev.plumbline.tracestore;

import org.jspecify.annotations.Nullable;

import java.util.List;

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

    /**
     * Each condition is left out when null; {@code text} is a part of input or output, in any case.
     *
     * @param matches further values to have or not to have, all of them at once
     */
    public record Filter(
            @Nullable String feature,
            @Nullable String release,
            @Nullable String status,
            @Nullable String sessionId,
            @Nullable String text,
            @Nullable String fingerprint,
            List<Match> matches) {
        public static final Filter NONE = new Filter(null, null, null, null, null, null);

        public Filter(
                @Nullable String feature,
                @Nullable String release,
                @Nullable String status,
                @Nullable String sessionId,
                @Nullable String text,
                @Nullable String fingerprint) {
            this(feature, release, status, sessionId, text, fingerprint, List.of());
        }
    }

    /** What requests can be told apart by. */
    public enum Field {
        FEATURE,
        RELEASE,
        STATUS,
        MODEL,
        ENVIRONMENT,
        ATTRIBUTE
    }

    /**
     * A value that requests have, or do not have.
     *
     * @param key which of the custom attributes; empty for any other field
     * @param wanted false leaves out those that have it
     */
    public record Match(Field field, String key, String value, boolean wanted) {}

    /** The place of a request in the list. */
    public record Cursor(long startNano, String traceId) {}
}
