package dev.plumbline.evaluator.sampling;

/**
 * What the sampler said of one request.
 *
 * @param chosen whether the request is scored
 * @param probability of being chosen, 0 to 1; of a request passed over, the one it had
 * @param reason {@link #ALL}, {@link #RATE}, one that starts with {@link #RULE}, or {@link #NONE} when it is not chosen
 * @param policyVersion of the policy that decided
 */
public record SamplingDecision(boolean chosen, double probability, String reason, int policyVersion) {
    public static final String ALL = "all";
    public static final String RATE = "rate";
    public static final String NONE = "none";

    /** What the reasons of always-score rules start with: scores that are kept out of estimates of rates. */
    public static final String RULE = "rule:";

    public static final String RULE_ERROR = RULE + "error";
    public static final String RULE_RELEASE = RULE + "new release";
    public static final String RULE_FEEDBACK = RULE + "negative feedback";
    public static final String RULE_DRIFT = RULE + "drift";

    /** The same request, chosen by a rule that knows more than the request. */
    public SamplingDecision by(String rule) {
        return new SamplingDecision(true, 1, rule, policyVersion);
    }

    /** What scorers that run on every request have. */
    public static SamplingDecision all(int policyVersion) {
        return new SamplingDecision(true, 1, ALL, policyVersion);
    }
}
