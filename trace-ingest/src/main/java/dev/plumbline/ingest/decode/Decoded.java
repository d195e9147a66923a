package dev.plumbline.ingest.decode;

import java.util.List;

/**
 * What a message held; items and rejected add up to what was received.
 *
 * @param items the readable ones, in the order sent
 * @param rejections why each of the others was rejected, one entry each
 * @param warnings what was changed in items that were taken, each said once
 */
public record Decoded<T>(List<T> items, List<Rejection> rejections, List<String> warnings) {

    /**
     * @param reason one word for counting: {@code trace_id}, {@code span_id} or {@code unreadable}
     * @param message for the sender; names the item
     */
    public record Rejection(String reason, String message) {}
}
