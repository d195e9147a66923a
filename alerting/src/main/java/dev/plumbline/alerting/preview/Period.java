package dev.plumbline.alerting.preview;

import dev.plumbline.alerting.definition.RuleDefinition;

import java.time.Instant;

/**
 * What is gone through.
 *
 * @param from the rule knows nothing before it
 * @param now what happened in a series without scores is told by it
 */
record Period(RuleDefinition rule, Instant from, Instant to, Instant now) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static Instant moment(long nano) {
        return Instant.ofEpochSecond(Math.floorDiv(nano, NANOS_PER_SECOND), Math.floorMod(nano, NANOS_PER_SECOND));
    }
}
