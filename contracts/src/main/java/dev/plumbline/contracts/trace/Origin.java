package dev.plumbline.contracts.trace;

import org.jspecify.annotations.Nullable;

/**
 * Where a span or a request comes from.
 *
 * @param feature the AI feature: the service name unless the sender names one
 * @param release {@code service.version}
 * @param environment {@code deployment.environment.name}
 * @param sessionId the conversation
 * @param userId the end user, as pseudonymous as the sender made it
 */
public record Origin(
        String feature,
        @Nullable String release,
        @Nullable String environment,
        @Nullable String sessionId,
        @Nullable String userId) {

    /** The feature of Plumbline's own judging: stored and shown like any other, never scored, sampled or watched for drift. */
    public static final String EVALUATOR = "plumbline-evaluator";
}
