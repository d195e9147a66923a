package dev.plumbline.alerting.rule;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What a rule knows after its last closed step.
 *
 * @param objective the largest share of bad scores that is fine; null while learning
 * @param series by slice, written {@code attribute=value}; the empty key is the whole
 * @param firing whether its alert is open
 * @param named the slice that the open alert names; empty when it names none
 */
record RuleState(
        @Nullable Double objective,
        Map<String, SeriesState> series,
        boolean firing,
        @Nullable String named) {
    static final RuleState START = new RuleState(null, Map.of(), false, "");

    /** The key of the series without a slice. */
    static final String WHOLE = "";

    RuleState naming(String slice) {
        return new RuleState(objective, series, firing, slice);
    }

    /** Whether its alert is open and nobody knows yet in which slice the bad scores are. */
    boolean firesWithoutName() {
        return firing && (named == null || named.isEmpty());
    }
}
