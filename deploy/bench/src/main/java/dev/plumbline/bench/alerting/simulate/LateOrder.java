package dev.plumbline.bench.alerting.simulate;

import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.Step;
import dev.plumbline.alerting.detect.Watermark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores that come in another order than they happened: steps close by alerting's own watermark, looked at once a minute.
 * One that comes up to an hour after its step has closed is filed in the first open one, as alerting's statement does.
 */
final class LateOrder implements Traffic {
    private static final Watermark WATERMARK = new Watermark(Duration.ofMinutes(1), Duration.ofSeconds(30));
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long LATE = 12 * Step.NANOS;
    private static final int MINUTES = 5;

    private final Draws draws;
    private final double mean;
    private final List<Score> underWay = new ArrayList<>();
    private final List<Score> waiting = new ArrayList<>();
    private long now;
    private long open;

    private record Score(long at, long arrives, boolean bad) {}

    /** @param mean scores in five minutes */
    LateOrder(Draws draws, double mean) {
        this.draws = draws;
        this.mean = mean;
    }

    @Override
    public List<Closed> next(double bad) {
        List<Closed> closed = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            int n = draws.poisson(mean / MINUTES);
            for (int i = 0; i < n; i++) {
                long at = now + (long) (draws.uniform() * MINUTE);
                double lateness = draws.exponential(draws.happens(0.1) ? 20 : 1);
                underWay.add(new Score(at, at + (long) (lateness * MINUTE), draws.happens(bad)));
            }
            now += MINUTE;
            closed.addAll(look());
        }
        return closed;
    }

    private List<Closed> look() {
        underWay.removeIf(score -> {
            boolean here = score.arrives() < now;
            if (here) {
                waiting.add(score);
            }
            return here;
        });
        if (waiting.isEmpty()) {
            return List.of();
        }
        long latest = waiting.stream().mapToLong(Score::at).max().orElseThrow();
        long arrival = waiting.stream().mapToLong(Score::arrives).max().orElseThrow();
        long next = WATERMARK.firstOpen(
                new Watermark.Seen(latest, Instant.ofEpochSecond(0, arrival)), open, Instant.ofEpochSecond(0, now));
        if (next <= open) {
            return List.of();
        }
        List<Closed> closed = closed(next);
        open = next;
        return closed;
    }

    private List<Closed> closed(long next) {
        Map<Long, int[]> counts = new TreeMap<>();
        waiting.removeIf(score -> {
            boolean files = score.at() < next * Step.NANOS;
            if (files && score.at() >= open * Step.NANOS - LATE) {
                int[] count = counts.computeIfAbsent(Math.max(Step.of(score.at()), open), first -> new int[2]);
                count[0]++;
                count[1] += score.bad() ? 1 : 0;
            }
            return files;
        });
        List<Closed> closed = new ArrayList<>();
        for (long step = open; step < next; step++) {
            int[] count = counts.get(step);
            closed.add(new Closed(step, count == null ? Map.of() : Map.of(Closed.WHOLE, Batch.of(count[0], count[1]))));
        }
        return closed;
    }
}
