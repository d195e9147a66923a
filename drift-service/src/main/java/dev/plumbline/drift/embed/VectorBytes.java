package dev.plumbline.drift.embed;

import java.nio.ByteBuffer;

/** A vector as the database keeps it: float32 after float32, big-endian. */
public final class VectorBytes {

    private VectorBytes() {}

    public static byte[] of(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    public static float[] vector(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }
}
