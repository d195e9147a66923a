package dev.plumbline.drift.scan;

import dev.plumbline.drift.cluster.Vectors;

/**
 * A direction in which inputs as a whole moved, and how far out the reference's outermost tenth begins.
 *
 * @param direction length 1
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Axis(String id, float[] direction, double cut) {

    public boolean holds(float[] vector) {
        return along(vector) > cut;
    }

    public double along(float[] vector) {
        return Vectors.dot(vector, direction);
    }
}
