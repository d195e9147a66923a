package dev.plumbline.evaluator.summary;

import dev.plumbline.evaluator.summary.SummaryStore.Group;
import dev.plumbline.evaluator.summary.SummaryStore.Unscored;
import dev.plumbline.evaluator.summary.ValueStore.Of;
import dev.plumbline.evaluator.trust.Corrected;
import dev.plumbline.evaluator.trust.LabelSet;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Groups of scores as one answer: totals with their series, the largest slices first.
 *
 * @param items at most {@link #MOST_SLICES} slices of each scorer
 * @param next always null: the answer is whole
 * @param hiddenSlices how many smaller slices were left out, over all scorers
 * @param unscored requests that were to be scored and were not: with any of them, the rates of the same time speak for
 *     the requests that were scored and not for all traffic
 */
record Summary(List<SummaryItem> items, @Nullable String next, int hiddenSlices, List<Missing> unscored) {

    static final int MOST_SLICES = 50;

    private static final long NANOS = 1_000_000_000L;

    /** @param from start of the bucket, or of the range when no series was asked for */
    record Missing(String kind, String state, String reason, Instant from, long n) {}

    static Summary of(
            SummaryQuery query,
            List<Group> totals,
            List<Group> buckets,
            List<Unscored> unscored,
            LabelSet labels,
            Map<Of, Values> values) {
        List<Group> largest = totals.stream()
                .sorted(Comparator.comparing(Group::name)
                        .thenComparing(Group::scorer)
                        .thenComparing(
                                group -> group.counts().n() + group.counts().ruled(), Comparator.reverseOrder()))
                .toList();
        List<SummaryItem> items = new ArrayList<>();
        int slices = 0;
        Group before = null;
        for (Group total : largest) {
            boolean sameScorer = before != null
                    && before.name().equals(total.name())
                    && before.scorer().equals(total.scorer());
            slices = sameScorer ? slices + 1 : 1;
            before = total;
            if (slices <= MOST_SLICES) {
                items.add(new SummaryItem(
                        total.name(),
                        total.scorer(),
                        total.slice(),
                        total.counts(),
                        corrected(query, total, labels),
                        values.get(new Of(total.name(), total.scorer(), total.slice())),
                        series(query, total, buckets)));
            }
        }
        List<Missing> missing = unscored.stream()
                .map(group -> new Missing(
                        group.kind(), group.state(), group.reason(), start(query, group.bucket()), group.n()))
                .toList();
        return new Summary(items, null, totals.size() - items.size(), missing);
    }

    private static Corrected corrected(SummaryQuery query, Group total, LabelSet labels) {
        return labels.correct(
                total.name(),
                total.scorer(),
                total.counts().failRate(),
                row -> row.atNano() >= query.range().fromNano()
                        && row.atNano() < query.range().toNano()
                        && (query.feature() == null || query.feature().equals(row.feature()))
                        && Objects.equals(row.slice(), total.slice()));
    }

    private static List<SummaryItem.Bucket> series(SummaryQuery query, Group total, List<Group> buckets) {
        return buckets.stream()
                .filter(bucket -> bucket.name().equals(total.name())
                        && bucket.scorer().equals(total.scorer())
                        && Objects.equals(bucket.slice(), total.slice()))
                .map(bucket -> new SummaryItem.Bucket(start(query, bucket.bucket()), bucket.counts()))
                .toList();
    }

    private static Instant start(SummaryQuery query, long bucket) {
        long nano = query.range().fromNano() + bucket * query.step();
        return Instant.ofEpochSecond(nano / NANOS, nano % NANOS);
    }
}
