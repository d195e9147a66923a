package dev.plumbline.bench.alerting.simulate;

import dev.plumbline.alerting.detect.Batch;

import java.util.Map;

/**
 * A step that no more scores are waited for.
 *
 * @param step its number
 * @param series its scores by series, the one with most first; the empty key is the whole
 */
record Closed(long step, Map<String, Batch> series) {
    static final String WHOLE = "";

    Batch whole() {
        return series.getOrDefault(WHOLE, Batch.NONE);
    }
}
