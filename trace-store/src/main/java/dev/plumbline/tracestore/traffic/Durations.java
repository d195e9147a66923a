package dev.plumbline.tracestore.traffic;

import java.util.Map;
import java.util.TreeMap;

/**
 * How long requests took, as counts in buckets that grow by 2 %, so that any quantile is at most 1 % off, and counts of
 * parts add up to the counts of the whole (DDSketch: Masson, Rim, Lee 2019, section 2).
 */
final class Durations {
    private static final double GROWTH = 1.02;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long total;

    /** The bucket of a duration in nanoseconds, in SQL: b holds up to 1.02^b milliseconds, from a microsecond on. */
    static String bucketSql(String nanos) {
        return "ceil(ln(greatest(" + nanos + ", 1000) / 1e6) / ln(1.02::float8))::smallint";
    }

    /** @param buckets and how many in each, of the same length */
    void add(Number[] buckets, Number[] inEach) {
        for (int i = 0; i < buckets.length; i++) {
            counts.merge(buckets[i].intValue(), inEach[i].longValue(), Long::sum);
            total += inEach[i].longValue();
        }
    }

    /** @param quantile 0 to 1 @return milliseconds; 0 when nothing was counted */
    double millis(double quantile) {
        long rank = (long) (quantile * (total - 1));
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (seen > rank) {
                return 2 * Math.pow(GROWTH, bucket.getKey()) / (GROWTH + 1);
            }
        }
        return 0;
    }
}
