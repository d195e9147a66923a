package dev.plumbline.evaluator.health;

import dev.plumbline.evaluator.estimate.Chernoff;
import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.SessionSums;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/**
 * How often a judge version errs on what reviewers have labelled, before and now. The requests up to the {@link #WANTED}th
 * labelled one of its kind are the reference; the latest {@link #WINDOW} after it are now. It is looked at when there are
 * {@link #BETWEEN} more, the i-th time at the level {@code LEVEL / (i (i + 1))}, which together is LEVEL however often:
 * it has got worse when the lower limit of now lies above the upper limit of the reference, each at half of that
 * level (so that one of them is wrong in at most the level's share of cases, whatever the true share). It is over when the
 * 95 % intervals of both overlap again. The limits take the
 * effective n of {@link Proportion}, since labels are drawn with unequal probabilities and come in sessions.
 *
 * @param pinnedNano start of the last request of the reference; null while there are too few
 * @param looks so far
 * @param looked labelled requests after the reference at the last look
 * @param found what the last look saw; null before the first
 */
record LabelWatch(
        @Nullable Long pinnedNano,
        int looks,
        long looked,
        @Nullable Found found) {
    static final int WANTED = 50;
    static final int BETWEEN = 25;
    static final int WINDOW = 100;
    static final LabelWatch START = new LabelWatch(null, 0, 0, null);

    /** A labelled request. */
    record Item(long atNano, String session, double weight, boolean wrong) {}

    /** @param limit the reference's upper limit @param sinceNano of the first request of now */
    record Found(Rate reference, Rate now, double limit, long sinceNano, boolean worse) {}

    /** @param items of one kind: all failures or all good ones by their labels */
    LabelWatch look(List<Item> items) {
        List<Item> sorted =
                items.stream().sorted(Comparator.comparingLong(Item::atNano)).toList();
        if (pinnedNano == null) {
            return sorted.size() < WANTED
                    ? this
                    : new LabelWatch(sorted.get(WANTED - 1).atNano(), 0, 0, null).look(items);
        }
        List<Item> before =
                sorted.stream().filter(item -> item.atNano() <= pinnedNano).toList();
        List<Item> after =
                sorted.stream().filter(item -> item.atNano() > pinnedNano).toList();
        Rate reference = rate(before);
        if (after.size() - looked < BETWEEN || reference == null) {
            return this;
        }
        List<Item> latest = after.subList(Math.max(0, after.size() - WINDOW), after.size());
        return new LabelWatch(pinnedNano, looks + 1, after.size(), found(reference, latest));
    }

    private Found found(Rate reference, List<Item> latest) {
        Rate now = rate(latest);
        if (now == null) {
            throw new IllegalArgumentException("nothing to look at");
        }
        double level = Watched.LEVEL / ((looks + 1.0) * (looks + 2.0)) / 2;
        double limit = Chernoff.upper(reference.estimate(), reference.effectiveN(), level);
        Found last = found != null && found.worse() ? found : null;
        boolean worse = last != null
                ? now.low() > reference.high()
                : Chernoff.lower(now.estimate(), now.effectiveN(), level) > limit;
        return new Found(
                reference,
                now,
                limit,
                last != null ? last.sinceNano() : latest.get(0).atNano(),
                worse);
    }

    private static @Nullable Rate rate(List<Item> items) {
        SessionSums sums = new SessionSums();
        items.forEach(item -> sums.add(item.session(), item.weight(), item.wrong()));
        return Proportion.of(sums.sums());
    }

    boolean gotWorse() {
        return found != null && found.worse();
    }
}
