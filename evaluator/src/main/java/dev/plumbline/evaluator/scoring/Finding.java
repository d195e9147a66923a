package dev.plumbline.evaluator.scoring;

import org.jspecify.annotations.Nullable;

/**
 * What a scorer found.
 *
 * @param value 0 to 1, 1 is good; null when the scorer abstained
 * @param explanation the reason in the scorer's own words; never quotes the content, since it travels on the bus
 */
public record Finding(Label label, @Nullable Double value, String explanation) {

    public Finding {
        if ((value == null) != (label == Label.ABSTAIN)) {
            throw new IllegalArgumentException(label + " with the value " + value);
        }
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("the value is not between 0 and 1: " + value);
        }
    }

    public static Finding pass(double value, String explanation) {
        return new Finding(Label.PASS, value, explanation);
    }

    public static Finding fail(double value, String explanation) {
        return new Finding(Label.FAIL, value, explanation);
    }

    public static Finding abstain(String explanation) {
        return new Finding(Label.ABSTAIN, null, explanation);
    }
}
