package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.SessionSums;
import dev.plumbline.evaluator.judge.pair.Outcome.Preference;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A comparison as it stands. Each rate has its n and a 95 % interval, clustered by session.
 *
 * @param reasons pairs without an outcome, by reason
 */
record ComparisonReport(
        Of comparison, Counts counts, Results results, Position position, Map<String, Integer> reasons) {

    /** What is compared, by whom and when. */
    record Of(String id, int project, Judged judged, Sides sides, String author, Instant at) {}

    /** @param scorer the judge's version */
    record Judged(String rubric, int version, String scorer) {}

    /** Both in words. */
    record Sides(String a, String b) {}

    /**
     * Together they are all pairs.
     *
     * @param decided with a rate below
     * @param abstained judged, but the judge could not tell in one order at least
     */
    record Counts(int pairs, int open, int decided, int abstained, int failed, int notJudged) {}

    /**
     * Over all pairs that were decided; each null while there is none. The four of them are 1.
     *
     * @param inconsistent the two orders disagree, so that nobody wins
     * @param preferA wins of a among the wins of either; null while nobody has won
     */
    record Results(
            @Nullable Rate aWins,
            @Nullable Rate bWins,
            @Nullable Rate tie,
            @Nullable Rate inconsistent,
            @Nullable Rate preferA) {}

    /**
     * What the order alone decides, over the decided pairs that the judge was asked about.
     *
     * @param biased the same place was preferred in both orders, whichever answer stood there
     * @param first it was the first
     * @param second it was the second
     */
    record Position(
            @Nullable Rate biased,
            @Nullable Rate first,
            @Nullable Rate second) {}

    static ComparisonReport of(Of of, List<PairItem> items) {
        List<PairItem> decided = items.stream()
                .filter(item -> item.outcome() != null && !is(item, Outcome.ABSTAINED))
                .toList();
        List<PairItem> asked =
                decided.stream().filter(item -> item.orders() != null).toList();
        Map<String, Integer> reasons = new TreeMap<>();
        items.stream()
                .filter(item -> item.outcome() == null
                        && item.reason() != null
                        && !item.state().equals("open"))
                .forEach(item -> reasons.merge(String.valueOf(item.reason()), 1, Integer::sum));
        return new ComparisonReport(
                of,
                new Counts(
                        items.size(),
                        count(items, item -> item.state().equals("open")),
                        decided.size(),
                        count(items, item -> is(item, Outcome.ABSTAINED)),
                        count(items, item -> item.state().equals("failed")),
                        count(items, item -> item.state().equals("not_judged"))),
                new Results(
                        rate(decided, item -> is(item, Outcome.A)),
                        rate(decided, item -> is(item, Outcome.B)),
                        rate(decided, item -> is(item, Outcome.TIE)),
                        rate(decided, item -> is(item, Outcome.INCONSISTENT)),
                        rate(
                                decided.stream()
                                        .filter(item -> is(item, Outcome.A) || is(item, Outcome.B))
                                        .toList(),
                                item -> is(item, Outcome.A))),
                new Position(
                        rate(asked, item -> always(item, Preference.FIRST) || always(item, Preference.SECOND)),
                        rate(asked, item -> always(item, Preference.FIRST)),
                        rate(asked, item -> always(item, Preference.SECOND))),
                reasons);
    }

    private static boolean is(PairItem item, Outcome outcome) {
        return outcome.wire().equals(item.outcome());
    }

    private static boolean always(PairItem item, Preference place) {
        PairItem.Orders orders = item.orders();
        return orders != null
                && orders.aFirst().equals(place.wire())
                && orders.bFirst().equals(place.wire());
    }

    private static int count(List<PairItem> items, Predicate<PairItem> which) {
        return (int) items.stream().filter(which).count();
    }

    private static @Nullable Rate rate(List<PairItem> items, Predicate<PairItem> hit) {
        SessionSums sums = new SessionSums();
        items.forEach(item -> sums.add(item.session(), 1, hit.test(item)));
        return Proportion.of(sums.sums());
    }
}
