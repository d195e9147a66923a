package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Vectors;

/**
 * A direction in which inputs as a whole moved, and how far out the reference's outermost tenth begins.
 *
 * @param direction length 1
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Axis(String id, float[] direction, double cut) {

    boolean holds(float[] vector) {
        return along(vector) > cut;
    }

    double along(float[] vector) {
        return Vectors.dot(vector, direction);
    }
}
