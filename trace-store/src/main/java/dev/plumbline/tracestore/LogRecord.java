package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Content;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * Content that a log record carries for a span.
 *
 * @param timeNano when it was logged, nanoseconds since the Unix epoch, UTC
 * @param eventName the event's name, for example {@code gen_ai.user.message}
 * @param content the part of the span's content that it tells
 */
public record LogRecord(
        Target target,
        LocalDate day,
        long timeNano,
        String eventName,
        @Nullable Content content) {

    /**
     * The span that the record belongs to.
     *
     * @param traceId 32 lower-case hex digits
     * @param spanId 16 lower-case hex digits
     */
    public record Target(int projectId, String traceId, String spanId) {}
}
