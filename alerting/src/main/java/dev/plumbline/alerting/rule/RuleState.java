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
 * @param scorer whose scores are counted, {@code name/version}; null before the first
 */
record RuleState(
        @Nullable Double objective,
        Map<String, SeriesState> series,
        boolean firing,
        @Nullable String named,
        @Nullable String scorer) {
    static final RuleState START = new RuleState(null, Map.of(), false, "", null);

    /** The key of the series without a slice. */
    static final String WHOLE = "";

    RuleState naming(String slice) {
        return new RuleState(objective, series, firing, slice, scorer);
    }

    /** The same, counted by a scorer. */
    RuleState by(String name) {
        return new RuleState(objective, series, firing, named, name);
    }

    /** Nothing is known of what another scorer finds; an alarm is still to be ended. */
    RuleState anewBy(String name) {
        return new RuleState(null, Map.of(), firing, "", name);
    }

    /** Whether its alert is open and nobody knows yet in which slice the bad scores are. */
    boolean firesWithoutName() {
        return firing && (named == null || named.isEmpty());
    }
}
