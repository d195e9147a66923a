package dev.plumbline.ingest.otlp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Inflates gzip, all members of it, and stops at a limit instead of trusting the sender. */
final class Gunzip {
    private static final int CHUNK = 64 * 1024;

    private Gunzip() {}

    /** The inflated message would be larger than allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(int limit) {
            super("larger than " + limit + " bytes when inflated");
        }
    }

    /**
     * @throws TooLargeException as soon as the limit is passed
     * @throws IOException when the bytes are not gzip
     */
    static byte[] inflate(byte[] compressed, int limit) throws IOException {
        ByteArrayOutputStream inflated = new ByteArrayOutputStream(Math.min(compressed.length * 4, CHUNK));
        byte[] chunk = new byte[CHUNK];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), CHUNK)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (inflated.size() + read > limit) {
                    throw new TooLargeException(limit);
                }
                inflated.write(chunk, 0, read);
            }
        }
        return inflated.toByteArray();
    }
}
