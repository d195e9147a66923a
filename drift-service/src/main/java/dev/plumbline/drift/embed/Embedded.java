package dev.plumbline.drift.embed;

import org.jspecify.annotations.Nullable;

/**
 * How a task ended: with a vector, or with the reason why there is none.
 *
 * @param digest SHA-256 of the text, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Embedded(
        Task task,
        float @Nullable [] vector,
        byte @Nullable [] digest,
        @Nullable String reason) {

    static Embedded unreadable(Task task, String reason) {
        return new Embedded(task, null, null, reason);
    }
}
