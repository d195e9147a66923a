package dev.plumbline.alerting.alert;

import org.jspecify.annotations.Nullable;

/**
 * Which alerts to list, newest first.
 *
 * @param state {@code firing}, {@code resolved}, or null for both
 * @param feature null for all
 * @param before only ids below this one
 * @param limit rows, 1 to 500
 */
public record AlertQuery(
        int projectId, @Nullable String state, @Nullable String feature, long before, int limit) {}
