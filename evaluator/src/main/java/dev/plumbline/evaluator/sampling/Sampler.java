package dev.plumbline.evaluator.sampling;

import dev.plumbline.contracts.trace.SpanStatus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Decides which requests are scored. A pure function of the trace id, the policy and the request's stratum and status:
 * two replicas, a replay and a restart decide alike, and all requests of a trace share their draw.
 *
 * <p>Phase 1 draws by rate: the first 53 bits of {@code SHA-256(policy version|salt|trace id)}, read as a fraction in
 * [0, 1), are compared with the stratum's rate. The stratum chooses the rate, not the draw, so a higher rate keeps
 * every trace that a lower one chose. Those requests, each weighing 1 / probability, estimate all traffic without bias
 * (Horvitz and Thompson 1952).
 *
 * <p>Always-score rules come second and take only what phase 1 passed over. Such a request was certain to be scored,
 * so its probability is 1, but its reason {@code rule:...} keeps it out of every estimate of a rate: the same kind of
 * request is already represented by those that phase 1 chose, weights included. A request that both would choose is
 * marked {@code rate}; were it marked by its rule, errors would be missing from the estimate.
 */
public final class Sampler {
    private static final double FRACTION = 0x1p-53;

    private final SamplingPolicy policy;

    public Sampler(SamplingPolicy policy) {
        this.policy = policy;
    }

    /**
     * Whether and why a request is scored.
     *
     * @param traceId 32 lower-case hex digits
     * @param stratum what the rate is chosen by: the AI feature
     */
    public SamplingDecision decide(String traceId, String stratum, SpanStatus status) {
        double rate = policy.rate(stratum);
        if (rate >= 1) {
            return new SamplingDecision(true, 1, SamplingDecision.ALL, policy.version());
        }
        if (draw(traceId) < rate) {
            return new SamplingDecision(true, rate, SamplingDecision.RATE, policy.version());
        }
        if (policy.errorsAlways() && status == SpanStatus.ERROR) {
            return new SamplingDecision(true, 1, SamplingDecision.RULE_ERROR, policy.version());
        }
        return new SamplingDecision(false, rate, SamplingDecision.NONE, policy.version());
    }

    /** The trace's place in [0, 1) under this policy. */
    double draw(String traceId) {
        String text = policy.version() + "|" + policy.salt() + "|" + traceId;
        long bits = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return (bits >>> 11) * FRACTION;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
