package dev.plumbline.evaluator.sampling;

import java.util.Map;

/**
 * At which rate each stratum is sampled. A change of any rate is a new version: it draws anew.
 *
 * @param version 1 or more
 * @param salt part of the draw, so that two installations choose different traces
 * @param rate of every stratum that has none of its own, 0 to 1
 * @param rates by stratum, 0 to 1 each
 * @param errorsAlways whether a request with status error is scored even when its draw says no
 */
public record SamplingPolicy(int version, String salt, double rate, Map<String, Double> rates, boolean errorsAlways) {

    public SamplingPolicy {
        if (version < 1) {
            throw new IllegalArgumentException("the policy's version is below 1: " + version);
        }
        check("rate", rate);
        rates.forEach((stratum, value) -> check("rate of " + stratum, value));
        rates = Map.copyOf(rates);
    }

    double rate(String stratum) {
        return rates.getOrDefault(stratum, rate);
    }

    private static void check(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("the " + name + " is not between 0 and 1: " + value);
        }
    }
}
