package dev.plumbline.console.score;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the scorers found a feature's requests, as their owner sums it up.
 *
 * @param unscored requests that were to be scored and were not
 */
public record Summary(List<Item> items, @Nullable List<Missing> unscored) {
    private static final int NAME = 60;

    /** One scorer. */
    public record Item(
            String name,
            String scorer,
            Counts total,
            @Nullable List<Bucket> series) {}

    /** @param failRate over all traffic; null when nothing passed or failed */
    public record Counts(long n, long abstain, @Nullable Rate failRate) {}

    /** With its 95 % interval. */
    public record Rate(double estimate, double low, double high, long n) {
        Share share() {
            return new Share(estimate, low, high, n);
        }
    }

    /** A part of the time range. */
    public record Bucket(Instant from, Counts counts) {}

    /** Requests without the score they were to have. */
    public record Missing(String kind, String reason, long n) {}

    /** The rates as a list. */
    List<FailRate> rates() {
        List<FailRate> rates = new ArrayList<>();
        for (Item item : items) {
            Rate rate = item.total().failRate();
            rates.add(new FailRate(
                    Visible.line(item.name(), NAME), rate == null ? Share.counted(0, 0) : rate.share(), note(item)));
        }
        return List.copyOf(rates);
    }

    /** The fail rate of one rubric over time; a part without scores is there and says so. */
    List<RatePoint> points(String name, TimeRange range, int buckets) {
        long length = range.toNano() - range.fromNano();
        long step = (length - 1) / buckets + 1;
        Share[] shares = new Share[buckets];
        Arrays.fill(shares, Share.counted(0, 0));
        for (Item item : items) {
            if (item.name().equals(name) && item.series() != null) {
                for (Bucket bucket : item.series()) {
                    int index = (int) ((Moment.nano(bucket.from()) - range.fromNano()) / step);
                    Rate rate = bucket.counts().failRate();
                    if (rate != null && index >= 0 && index < buckets && rate.n() > shares[index].n()) {
                        shares[index] = rate.share();
                    }
                }
            }
        }
        List<RatePoint> points = new ArrayList<>();
        for (int i = 0; i < buckets && i * step < length; i++) {
            Instant from = Moment.of(range.fromNano() + i * step);
            points.add(new RatePoint(from.toString(), Moment.minute(from), shares[i]));
        }
        return points.stream().allMatch(point -> point.fail().n() == 0) ? List.of() : List.copyOf(points);
    }

    private String note(Item item) {
        List<String> notes = new ArrayList<>();
        if (item.total().abstain() > 0) {
            notes.add(Amount.count(item.total().abstain()) + " abstained");
        }
        if (unscored != null) {
            boolean judged = item.scorer().contains("judge");
            for (Missing missing : unscored) {
                if (missing.kind().equals("judge") == judged) {
                    notes.add(Amount.count(missing.n()) + " not scored: " + Visible.line(missing.reason(), NAME));
                }
            }
        }
        return String.join("; ", notes);
    }
}
