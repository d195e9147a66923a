package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/**
 * How well a scorer's verdicts agree with reviewers' labels. A failure is what is looked for: sensitivity is the share of
 * labelled failures that the scorer found, specificity the share of the others that it let pass. Each is a weighted ratio
 * with Wilson's interval clustered by session ({@link Proportion}), so a draw that prefers the scorer's failures does no
 * harm as long as its probabilities are known (without them, this is the verification bias of Begg and Greenes 1983).
 *
 * @param counts requests, unweighted
 * @param kappa Cohen's; null when the labels or the verdicts are all alike
 * @param sensitivity null without a labelled failure
 * @param specificity null when all are labelled failures
 * @param failGivenFail share of failures among what the scorer calls a failure (precision); null when it calls nothing so
 * @param failGivenPass share of failures among what the scorer lets pass; null when it lets nothing pass
 */
public record Agreement(
        Counts counts,
        @Nullable Rate kappa,
        @Nullable Rate sensitivity,
        @Nullable Rate specificity,
        @Nullable Rate failGivenFail,
        @Nullable Rate failGivenPass) {

    /** First the verdict, then the label. */
    public record Counts(long failFail, long failPass, long passFail, long passPass) {
        public long n() {
            return failFail + failPass + passFail + passPass;
        }
    }

    public static Agreement of(List<Labelled> labelled) {
        return new Agreement(
                new Counts(
                        count(labelled, one -> one.verdictFail() && one.labelFail()),
                        count(labelled, one -> one.verdictFail() && !one.labelFail()),
                        count(labelled, one -> !one.verdictFail() && one.labelFail()),
                        count(labelled, one -> !one.verdictFail() && !one.labelFail())),
                Kappa.of(labelled),
                rate(labelled, Labelled::labelFail, Labelled::verdictFail),
                rate(labelled, one -> !one.labelFail(), one -> !one.verdictFail()),
                rate(labelled, Labelled::verdictFail, Labelled::labelFail),
                rate(labelled, one -> !one.verdictFail(), Labelled::labelFail));
    }

    /** Youden's index (1950): above 0 the verdicts say something; null where it cannot be known. */
    public @Nullable Double youden() {
        return sensitivity == null || specificity == null
                ? null
                : Double.valueOf(sensitivity.estimate() + specificity.estimate() - 1);
    }

    private static long count(List<Labelled> labelled, Predicate<Labelled> which) {
        return labelled.stream().filter(which).count();
    }

    private static @Nullable Rate rate(List<Labelled> labelled, Predicate<Labelled> among, Predicate<Labelled> hit) {
        SessionSums sums = new SessionSums();
        labelled.stream().filter(among).forEach(one -> sums.add(one.session(), one.weight(), hit.test(one)));
        return Proportion.of(sums.sums());
    }
}
