package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

/**
 * One pair of a comparison.
 *
 * @param session MD5 of the session of the first side's request
 * @param state {@code open}, {@code judged}, {@code failed} or {@code not_judged}
 * @param outcome {@code a}, {@code b}, {@code tie}, {@code inconsistent} or {@code abstained}; null unless judged
 * @param orders what was preferred in each order; null where nobody was asked
 * @param reason why there is no outcome, or why nobody was asked
 */
record PairItem(
        int place,
        Pair pair,
        String session,
        String state,
        @Nullable String outcome,
        @Nullable Orders orders,
        @Nullable String reason) {

    /** Two requests with the same history and input. */
    record Pair(RequestRef a, RequestRef b) {}

    /** Each {@code first}, {@code second}, {@code tie} or {@code abstain}. */
    record Orders(String aFirst, String bFirst) {}
}
