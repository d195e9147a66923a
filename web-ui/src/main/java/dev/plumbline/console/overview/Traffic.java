package dev.plumbline.console.overview;

import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Spark;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.tracestore.traffic.TrafficBucket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests of each feature over a time range, as small pictures of at most {@link #BUCKETS} bars. */
final class Traffic {
    static final int BUCKETS = 48;
    private static final long MINUTE_NANO = 60_000_000_000L;

    /** The store did not answer: no picture at all, since an empty one would say that nothing happened. */
    static final Traffic UNKNOWN = new Traffic(List.of(), new TimeRange(Instant.EPOCH, Instant.EPOCH, null));

    private final Map<String, Spark> byFeature = new HashMap<>();

    Traffic(List<TrafficBucket> buckets, TimeRange range) {
        Map<String, long[][]> counts = new HashMap<>();
        int bars = (int) ((range.toNano() - range.fromNano() + bucketNano(range) - 1) / bucketNano(range));
        for (TrafficBucket bucket : buckets) {
            if (bucket.index() >= 0 && bucket.index() < bars) {
                long[][] feature = counts.computeIfAbsent(bucket.feature(), name -> new long[2][bars]);
                feature[0][bucket.index()] = bucket.requests();
                feature[1][bucket.index()] = bucket.errors();
            }
        }
        String length = Moment.roughly(Duration.ofNanos(bucketNano(range)));
        counts.forEach((feature, values) -> byFeature.put(feature, Spark.of(list(values[0]), list(values[1]), length)));
    }

    /** The length of one bar: whole minutes where it is above one, since traffic is counted by the minute. */
    static long bucketNano(TimeRange range) {
        long even = Math.max(1, (range.toNano() - range.fromNano() + BUCKETS - 1) / BUCKETS);
        return even <= MINUTE_NANO ? even : (even + MINUTE_NANO - 1) / MINUTE_NANO * MINUTE_NANO;
    }

    Spark of(String feature) {
        return byFeature.getOrDefault(feature, new Spark("", "", "not known"));
    }

    private static List<Long> list(long[] values) {
        List<Long> list = new ArrayList<>(values.length);
        for (long value : values) {
            list.add(value);
        }
        return list;
    }
}
