package dev.plumbline.drift.embed;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VectorBytesTest {

    @Test
    void vector_comesBackToTheLastBit() {
        float[] vector = {0.1f, -1f / 3, Float.MIN_VALUE, 0};

        assertThat(VectorBytes.vector(VectorBytes.of(vector))).isEqualTo(vector);
        assertThat(VectorBytes.of(vector)).hasSize(16).startsWith(0x3d, 0xcc, 0xcc, 0xcd);
    }
}
