package dev.plumbline.embedding;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Vectors by the digest of their text, the least recently used leaving first. Arrays are shared: copy before handing out. */
final class VectorCache {

    /** A vector with its array header, the key, the map's entry and its slot in the table. */
    static final int ENTRY_BYTES = MiniLm.DIMENSIONS * Float.BYTES + 16 + 48 + 56 + 8;

    private final long limit;
    private final Map<TextDigest, float[]> vectors = new LinkedHashMap<>(16, 0.75f, true);

    /** @param bytes the bound, counted with {@link #ENTRY_BYTES} for each vector */
    VectorCache(long bytes) {
        this.limit = bytes / ENTRY_BYTES;
    }

    synchronized float @Nullable [] get(TextDigest digest) {
        return vectors.get(digest);
    }

    synchronized void put(TextDigest digest, float[] vector) {
        vectors.put(digest, vector);
        if (vectors.size() > limit) {
            Iterator<TextDigest> eldest = vectors.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    synchronized int size() {
        return vectors.size();
    }
}
