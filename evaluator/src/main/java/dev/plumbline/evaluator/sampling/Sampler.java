package dev.plumbline.evaluator.sampling;

import dev.plumbline.contracts.trace.SpanStatus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Decides which requests are scored. A pure function of the request and the policy: two replicas, a replay and a restart
 * decide alike, and all requests of a trace, or of a session, share their draw.
 *
 * <p>Phase 1 draws by rate: the first 53 bits of {@code SHA-256(epoch|salt|key)}, read as a fraction in [0, 1), are
 * compared with the stratum's rate; the key is the trace id, or the session's. The stratum chooses the rate, not the draw,
 * so a higher rate keeps every trace that a lower one chose. Those requests, each weighing 1 / probability, estimate all
 * traffic without bias (Horvitz and Thompson 1952).
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

    /** Whether and why a request is scored. */
    public SamplingDecision decide(Subject subject) {
        Stratum stratum = policy.stratum(subject);
        double rate = stratum.rate();
        if (rate >= 1) {
            return new SamplingDecision(true, 1, SamplingDecision.ALL, policy.version());
        }
        if (draw(key(subject)) < rate) {
            return new SamplingDecision(true, rate, SamplingDecision.RATE, policy.version());
        }
        if (policy.rules().errors() && subject.status() == SpanStatus.ERROR) {
            return new SamplingDecision(true, 1, SamplingDecision.RULE_ERROR, policy.version(), rate);
        }
        return new SamplingDecision(false, rate, SamplingDecision.NONE, policy.version());
    }

    /** Whether a whole session is judged as one, by the stratum of its first request; no rule takes what is not drawn. */
    public SamplingDecision decideSession(Subject first, String session) {
        double rate = policy.stratum(first).rate();
        boolean drawn = draw(session) < rate;
        String reason = drawn ? SamplingDecision.SESSION : SamplingDecision.NONE;
        return rate >= 1
                ? SamplingDecision.all(policy.version())
                : new SamplingDecision(drawn, rate, reason, policy.version());
    }

    /** The same with its reasons. What rules that know more than the request chose is not in it. */
    public Explanation explain(Subject subject) {
        SamplingDecision decision = decide(subject);
        Stratum stratum = policy.stratum(subject);
        String key = key(subject);
        double draw = draw(key);
        String kind = isOfSession(subject) ? "session" : "trace";
        String compared = String.format(
                Locale.ROOT,
                "the %s draws %.4f, the stratum %s takes what is below %.4f",
                kind,
                draw,
                stratum.name(),
                stratum.rate());
        String end = switch (decision.reason()) {
            case SamplingDecision.ALL -> "; all of it is scored";
            case SamplingDecision.RATE -> "; drawn";
            case SamplingDecision.RULE_ERROR -> "; passed over, but errors are always scored";
            default -> "; passed over";
        };
        return new Explanation(decision, stratum, kind + " " + key, draw, compared + end);
    }

    public SamplingPolicy policy() {
        return policy;
    }

    private boolean isOfSession(Subject subject) {
        return policy.draw().unit() == SamplingPolicy.Unit.SESSION
                && subject.origin().sessionId() != null;
    }

    private String key(Subject subject) {
        String session = subject.origin().sessionId();
        return session != null && isOfSession(subject) ? session : subject.traceId();
    }

    /** The key's place in [0, 1) under this policy. */
    public double draw(String key) {
        String text = policy.draw().epoch() + "|" + policy.draw().salt() + "|" + key;
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
