package dev.plumbline.evaluator.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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

    /** @param call what a judge was asked; its fields stand beside the others */
    record Said(
            String name,
            String scorer,
            @Nullable Double value,
            String label,
            String explanation,
            @JsonUnwrapped Call call) {}

    /**
     * @param tokensIn of a judge's calls; null for scorers that call nobody and for endpoints that do not count
     * @param agreement share of several verdicts that say what most of them say; null where there was one
     */
    record Call(
            @Nullable Long tokensIn,
            @Nullable Long tokensOut,
            @Nullable Double agreement) {}

    record Chosen(double probability, String reason, int policyVersion) {}
}
