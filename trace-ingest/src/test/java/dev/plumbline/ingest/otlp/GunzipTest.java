package dev.plumbline.ingest.otlp;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GunzipTest {
    private static final Random RANDOM = new Random(7);

    @Test
    void anyNumberOfMembers_areAllRead() throws IOException {
        for (int round = 0; round < 200; round++) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            for (int members = 1 + RANDOM.nextInt(4); members > 0; members--) {
                byte[] part = new byte[RANDOM.nextInt(RANDOM.nextBoolean() ? 10 : 200_000)];
                RANDOM.nextBytes(part);
                plain.write(part);
                compressed.write(Otlp.gzip(part));
            }

            assertThat(Gunzip.inflate(compressed.toByteArray(), 1 << 24, bytes -> true))
                    .isEqualTo(plain.toByteArray());
        }
    }

    @Test
    void limit_isExact() throws IOException {
        byte[] compressed = Otlp.gzip(new byte[1000]);

        assertThat(Gunzip.inflate(compressed, 1000, bytes -> true)).hasSize(1000);
        assertThatThrownBy(() -> Gunzip.inflate(compressed, 999, bytes -> true))
                .isInstanceOf(Gunzip.TooLargeException.class);
    }

    @Test
    void room_isAskedForBeforeItIsTaken() throws IOException {
        byte[] bomb = Otlp.gzip(new byte[10_000_000]);
        byte[] lies = bomb.clone();
        for (int i = 1; i <= 4; i++) {
            lies[lies.length - i] = 0;
        }
        long[] taken = {0};

        for (byte[] compressed : new byte[][] {bomb, lies}) {
            taken[0] = 0;
            assertThatThrownBy(() -> Gunzip.inflate(compressed, 1 << 26, bytes -> {
                        boolean fits = taken[0] + bytes <= 1_000_000;
                        taken[0] += fits ? bytes : 0;
                        return fits;
                    }))
                    .isInstanceOf(Gunzip.NoRoomException.class);
        }
    }

    @Test
    void whatIsNoGzip_isAnIOException() {
        for (byte[] bytes : new byte[][] {{}, {1}, new byte[100]}) {
            assertThatThrownBy(() -> Gunzip.inflate(bytes, 1000, room -> true)).isInstanceOf(IOException.class);
        }
    }
}
