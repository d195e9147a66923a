package dev.plumbline.embedding;

import java.nio.file.Path;

/**
 * How an {@link Embedder} works.
 *
 * @param threads texts embedded at the same time, each on one thread of its own; at least 1
 * @param queue texts that may wait or run; a caller with one more waits for room; at least 1
 * @param cacheBytes memory for vectors of texts seen before; 0 keeps none
 * @param folder where the two native libraries are unpacked once and found again; made when it is missing
 */
public record EmbedderSettings(int threads, int queue, long cacheBytes, Path folder) {

    public EmbedderSettings {
        require(threads >= 1, "threads", threads);
        require(queue >= 1, "queue", queue);
        require(cacheBytes >= 0, "cacheBytes", cacheBytes);
    }

    /** One thread, 256 texts waiting, 16 MiB of vectors (about 9,000 texts). */
    public static EmbedderSettings defaults(Path folder) {
        return new EmbedderSettings(1, 256, 16L << 20, folder);
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is too small: " + value);
        }
    }
}
