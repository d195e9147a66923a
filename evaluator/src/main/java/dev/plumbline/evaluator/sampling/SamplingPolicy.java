package dev.plumbline.evaluator.sampling;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * At which rate each stratum is sampled, and what is always scored. A change of anything is a new version.
 *
 * @param version 1 or more; stored with each score
 * @param draw what the draw is made of; the version is no part of it, so that a raised rate keeps what a lower one chose
 * @param rate of all traffic that is in no stratum, 0 to 1
 * @param strata the first that holds counts; those with more conditions come first, then by name
 */
public record SamplingPolicy(int version, Draw draw, double rate, List<Stratum> strata, Rules rules) {

    public SamplingPolicy {
        if (version < 1) {
            throw new IllegalArgumentException("the policy's version is below 1: " + version);
        }
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("the rate is not between 0 and 1: " + rate);
        }
        strata = strata.stream()
                .sorted(Comparator.comparingInt(
                                (Stratum stratum) -> -stratum.when().size())
                        .thenComparing(Stratum::name))
                .toList();
    }

    /** Strata by feature only. */
    public SamplingPolicy(int version, String salt, double rate, Map<String, Double> rates, boolean errorsAlways) {
        this(
                version,
                new Draw(version, salt, Unit.TRACE),
                rate,
                new TreeMap<>(rates)
                        .entrySet().stream()
                                .map(one -> new Stratum(
                                        one.getKey(), Map.of("feature", one.getKey()), one.getValue(), "configured"))
                                .toList(),
                new Rules(errorsAlways, true, 0));
    }

    /**
     * @param epoch a change of it draws anew
     * @param salt two installations choose different traces
     */
    public record Draw(int epoch, String salt, Unit unit) {}

    /** What is drawn as one: all requests of a trace, or all of a session (of a trace where there is no session). */
    public enum Unit {
        TRACE,
        SESSION
    }

    /**
     * What is scored even when the draw passes it over.
     *
     * @param errors requests with status error
     * @param negativeFeedback requests that a user was unhappy with
     * @param firstOfRelease so many requests of each release that a feature has not had before
     */
    public record Rules(boolean errors, boolean negativeFeedback, int firstOfRelease) {}

    Stratum stratum(Subject subject) {
        return strata.stream()
                .filter(one -> one.holds(subject))
                .findFirst()
                .orElseGet(() -> new Stratum(Stratum.REST, Map.of(), rate, "the rate of what is in no stratum"));
    }

    /** Whether two policies decide alike, whatever their versions. */
    public boolean decidesAs(SamplingPolicy other) {
        return new SamplingPolicy(other.version(), draw, rate, strata, rules).equals(other);
    }
}
