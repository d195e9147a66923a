package dev.plumbline.evaluator.sampling;

/**
 * What the sampler said of one request.
 *
 * @param chosen whether the request is scored
 * @param probability of being chosen by either phase, 0 to 1; of a request passed over, the one it had
 * @param reason {@link #ALL}, {@link #RATE}, {@link #CLUSTER}, {@link #SESSION}, one that starts with {@link #RULE}, or {@link #NONE} when
 *     it is not chosen
 * @param policyVersion of the policy that decided
 * @param rate the probability of phase 1 alone, whatever chose the request in the end
 */
public record SamplingDecision(boolean chosen, double probability, String reason, int policyVersion, double rate) {
    public static final String ALL = "all";
    public static final String RATE = "rate";
    public static final String NONE = "none";

    /** Passed over by phase 1, drawn by phase 2. */
    public static final String CLUSTER = "cluster";

    /** Drawn as a whole session, to be judged as one. */
    public static final String SESSION = "session";

    /** What the reasons of always-score rules start with: scores that are kept out of estimates of rates. */
    public static final String RULE = "rule:";

    public static final String RULE_ERROR = RULE + "error";
    public static final String RULE_RELEASE = RULE + "new release";
    public static final String RULE_FEEDBACK = RULE + "negative feedback";
    public static final String RULE_DRIFT = RULE + "drift";
    public static final String RULE_NEW_CLUSTER = RULE + "new cluster";
    public static final String RULE_FAR = RULE + "far from all clusters";

    /** Of phase 1 alone. */
    public SamplingDecision(boolean chosen, double probability, String reason, int policyVersion) {
        this(chosen, probability, reason, policyVersion, probability);
    }

    /** The same request, chosen by a rule that knows more than the request. */
    public SamplingDecision by(String rule) {
        return new SamplingDecision(true, 1, rule, policyVersion, rate);
    }

    /** What scorers that run on every request have. */
    public static SamplingDecision all(int policyVersion) {
        return new SamplingDecision(true, 1, ALL, policyVersion);
    }

    /**
     * The same as the bus is told, where a score is never told twice: scores of phase 1 keep the weight they have without
     * phase 2 and estimate all traffic by themselves, so those of phase 2 are outside of estimates there.
     */
    public SamplingDecision told() {
        return switch (reason) {
            case RATE -> new SamplingDecision(chosen, rate, RATE, policyVersion, rate);
            case CLUSTER -> by(RULE + CLUSTER);
            default -> this;
        };
    }
}
