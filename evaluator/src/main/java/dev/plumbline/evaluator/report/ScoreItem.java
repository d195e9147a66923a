package dev.plumbline.evaluator.report;

import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A score as the API gives it.
 *
 * @param version of the request that was scored
 * @param at the request's start
 * @param origin where the request comes from
 */
record ScoreItem(
        RequestRef request, int version, Instant at, From origin, Said score, Chosen sampling, Instant scoredAt) {

    record From(
            String feature,
            @Nullable String release,
            @Nullable String environment,
            @Nullable String sessionId) {}

    /** @param tokensIn of a judge's call; null for scorers that call nobody and for endpoints that do not count */
    record Said(
            String name,
            String scorer,
            @Nullable Double value,
            String label,
            String explanation,
            @Nullable Long tokensIn,
            @Nullable Long tokensOut) {}

    record Chosen(double probability, String reason, int policyVersion) {}
}
