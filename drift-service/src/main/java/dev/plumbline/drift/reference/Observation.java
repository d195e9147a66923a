package dev.plumbline.drift.reference;

import dev.plumbline.drift.form.Form;
import org.jspecify.annotations.Nullable;

/**
 * What one session asked first, and the form of what it was answered.
 *
 * @param startNano event time, nanoseconds since the Unix epoch
 * @param vector of the input, length 1
 * @param form of the input; null where it was not read
 * @param output the form of the answer to it; null where it was not read
 */
public record Observation(
        long startNano,
        String traceId,
        float[] vector,
        @Nullable Form form,
        @Nullable Form output) {

    /** One whose forms were not read. */
    public Observation(long startNano, String traceId, float[] vector) {
        this(startNano, traceId, vector, null, null);
    }
}
