package dev.plumbline.evaluator.trust;

import dev.plumbline.evaluator.estimate.Agreement;
import dev.plumbline.evaluator.estimate.Proportion.Rate;

/**
 * Whether a scorer's verdicts may gate a release or page somebody. Scorers that compute what they say need no labels for
 * it; a judge needs a stated number, and they must show it to be better than chance (Youden's index above 0 by the lower
 * bounds of sensitivity and specificity).
 *
 * @param labels that count: blind, of drawn requests, decided
 * @param needed 0 for a scorer that needs none
 * @param reason in one sentence
 */
public record Trust(long labels, int needed, boolean mayGate, String reason) {
    private static final String JUDGE = "judge:";

    /** Whether a scorer, {@code name/version}, asks a language model. */
    public static boolean isJudge(String scorer) {
        return scorer.startsWith(JUDGE);
    }

    public static Trust of(String scorer, Agreement agreement, int needed) {
        long labels = agreement.counts().n();
        if (!isJudge(scorer)) {
            return new Trust(labels, 0, true, "it computes what it says");
        }
        if (labels < needed) {
            return new Trust(labels, needed, false, "it has " + labels + " of the " + needed + " labels that it needs");
        }
        Rate sensitivity = agreement.sensitivity();
        Rate specificity = agreement.specificity();
        if (sensitivity == null || specificity == null) {
            return new Trust(labels, needed, false, "its labels are all alike");
        }
        return sensitivity.low() + specificity.low() > 1
                ? new Trust(labels, needed, true, "its labels show it to be better than chance")
                : new Trust(labels, needed, false, "its labels do not show it to be better than chance");
    }
}
