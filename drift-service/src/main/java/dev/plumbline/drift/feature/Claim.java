package dev.plumbline.drift.feature;

import java.time.Instant;

/**
 * A feature held for a time. Who writes for it shows the token: a holder that was overtaken has a lower one.
 *
 * @param until end of the lease
 */
public record Claim(FeatureKey key, long token, Instant until) {}
