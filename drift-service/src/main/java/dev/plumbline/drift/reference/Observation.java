package dev.plumbline.drift.reference;

import dev.plumbline.drift.form.Form;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What one session asked first, and the form of what it was answered.
 *
 * @param startNano event time, nanoseconds since the Unix epoch
 * @param vector of the input, length 1
 * @param form of the input; null where it was not read
 * @param output the form of the answer to it; null where it was not read
 * @param labels what its request came with, by name: {@code release}, {@code environment}, {@code language} and attributes
 */
public record Observation(
        long startNano,
        String traceId,
        float[] vector,
        @Nullable Form form,
        @Nullable Form output,
        Map<String, String> labels) {

    /** One without labels. */
    public Observation(long startNano, String traceId, float[] vector, @Nullable Form form, @Nullable Form output) {
        this(startNano, traceId, vector, form, output, Map.of());
    }

    /** One whose forms were not read. */
    public Observation(long startNano, String traceId, float[] vector) {
        this(startNano, traceId, vector, null, null);
    }
}
