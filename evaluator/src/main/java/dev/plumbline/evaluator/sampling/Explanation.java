package dev.plumbline.evaluator.sampling;

/**
 * Why the sampler says what it says.
 *
 * @param key what was drawn as one: {@code trace ...} or {@code session ...}
 * @param draw its place in [0, 1): chosen when it is below the stratum's rate
 * @param sentence the same in words
 */
public record Explanation(SamplingDecision decision, Stratum stratum, String key, double draw, String sentence) {}
