package dev.plumbline.drift.embed;

import dev.plumbline.drift.form.Form;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * How a task ended: with a vector, or with the reason why there is none.
 *
 * @param digest SHA-256 of the text, UTF-8
 * @param form of the text
 * @param output the form of the answer to it
 * @param version of what answered
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Embedded(
        Task task,
        float @Nullable [] vector,
        byte @Nullable [] digest,
        @Nullable Form form,
        @Nullable Form output,
        @Nullable Version version,
        @Nullable String reason) {

    /**
     * @param prompt digest of the system messages
     * @param model the requested one
     * @param labels environment and attributes
     */
    record Version(
            @Nullable String release,
            String prompt,
            @Nullable String model,
            Map<String, String> labels) {}

    static Embedded unreadable(Task task, String reason) {
        return new Embedded(task, null, null, null, null, null, reason);
    }
}
