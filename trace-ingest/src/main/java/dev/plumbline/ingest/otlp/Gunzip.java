package dev.plumbline.ingest.otlp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Inflates gzip, all members of it, and stops at a limit instead of trusting the sender. */
final class Gunzip {
    private static final int CHUNK = 64 * 1024;

    /** Deflate cannot do better (zlib's technical details: 1032 to 1). */
    private static final long BEST_RATIO = 1032;

    private Gunzip() {}

    /** Room for so many more bytes; false refuses them. */
    @FunctionalInterface
    interface Room {
        boolean grow(long bytes);
    }

    /** The inflated message would be larger than allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(int limit) {
            super("larger than " + limit + " bytes when inflated");
        }
    }

    /** There is no room for the inflated message now. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @throws TooLargeException as soon as the limit is passed
     * @throws NoRoomException as soon as there is no room
     * @throws IOException when the bytes are not gzip
     */
    static byte[] inflate(byte[] compressed, int limit, Room room) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 8192)) {
            byte[] inflated = take(firstSize(compressed, limit), room);
            int length = 0;
            for (int read = in.read(inflated, 0, inflated.length);
                    read >= 0;
                    read = in.read(inflated, length, inflated.length - length)) {
                length += read;
                if (length > limit) {
                    throw new TooLargeException(limit);
                }
                if (length == inflated.length) {
                    int more = Math.min(Math.max(length, CHUNK), limit + 1 - length);
                    reserve(more, room);
                    inflated = Arrays.copyOf(inflated, length + more);
                }
            }
            return length == inflated.length ? inflated : Arrays.copyOf(inflated, length);
        }
    }

    /** The size in the last four bytes is true for one member of honest gzip; one byte more tells where it ends. */
    private static int firstSize(byte[] compressed, int limit) {
        if (compressed.length < 18) {
            return 1;
        }
        long said = 0;
        for (int i = 1; i <= 4; i++) {
            said = said << 8 | compressed[compressed.length - i] & 0xFF;
        }
        return (int) Math.min(Math.min(said, compressed.length * BEST_RATIO), limit) + 1;
    }

    private static byte[] take(int bytes, Room room) throws NoRoomException {
        reserve(bytes, room);
        return new byte[bytes];
    }

    private static void reserve(int bytes, Room room) throws NoRoomException {
        if (!room.grow(bytes)) {
            throw new NoRoomException();
        }
    }
}
