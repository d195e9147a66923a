package dev.plumbline.evaluator.sampling;

import java.util.Map;

/**
 * A part of the traffic with a rate of its own.
 *
 * @param when attribute = value, all of which must hold
 * @param rate share that is drawn, 0 to 1
 * @param why the rate is what it is, in one sentence
 */
public record Stratum(String name, Map<String, String> when, double rate, String why) {
    public static final String REST = "rest";

    public Stratum {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("the rate of " + name + " is not between 0 and 1: " + rate);
        }
        when = Map.copyOf(when);
    }

    boolean holds(Subject subject) {
        return when.entrySet().stream()
                .allMatch(condition -> condition.getValue().equals(subject.value(condition.getKey())));
    }
}
