package dev.plumbline.embedding;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VectorCacheTest {

    private static final TextDigest A = new TextDigest(1, 0, 0, 0);
    private static final TextDigest B = new TextDigest(2, 0, 0, 0);
    private static final TextDigest C = new TextDigest(3, 0, 0, 0);

    @Test
    void fullCache_dropsWhatWasLeastRecentlyUsed() {
        VectorCache cache = new VectorCache(2L * VectorCache.ENTRY_BYTES);
        cache.put(A, new float[MiniLm.DIMENSIONS]);
        cache.put(B, new float[MiniLm.DIMENSIONS]);
        cache.get(A);

        cache.put(C, new float[MiniLm.DIMENSIONS]);

        assertThat(cache.get(B)).isNull();
        assertThat(cache.get(A)).isNotNull();
        assertThat(cache.get(C)).isNotNull();
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void cacheOfNoBytes_keepsNothing() {
        VectorCache cache = new VectorCache(0);

        cache.put(A, new float[MiniLm.DIMENSIONS]);

        assertThat(cache.size()).isZero();
    }
}
