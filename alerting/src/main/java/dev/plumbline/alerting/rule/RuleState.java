package dev.plumbline.alerting.rule;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What a rule knows after its last closed step.
 *
 * @param objective the largest share of bad scores that is fine; null while learning
 * @param series by slice, written {@code attribute=value}; the empty key is the whole
 * @param firing whether its alert is open
 */
record RuleState(@Nullable Double objective, Map<String, SeriesState> series, boolean firing) {
    static final RuleState START = new RuleState(null, Map.of(), false);

    /** The key of the series without a slice. */
    static final String WHOLE = "";
}
