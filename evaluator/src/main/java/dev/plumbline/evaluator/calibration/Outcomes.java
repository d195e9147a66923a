package dev.plumbline.evaluator.calibration;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/** What is said in a label or a value, as confidence and as outcome. */
final class Outcomes {
    private static final Set<String> RIGHT = Set.of(
            "pass", "true", "yes", "right", "correct", "good", "up", "thumbs_up", "positive", "resolved", "accepted");
    private static final Set<String> WRONG = Set.of(
            "fail",
            "false",
            "no",
            "wrong",
            "incorrect",
            "bad",
            "down",
            "thumbs_down",
            "negative",
            "unresolved",
            "rejected");
    private static final double HALF = 0.5;

    private Outcomes() {}

    /** Something that was said; at least one is present. */
    record Said(@Nullable Double value, @Nullable String label) {

        String text() {
            return label == null ? String.valueOf(value) : label.strip();
        }
    }

    /** 0 to 1; null when it cannot be read. */
    static @Nullable Double confidence(Said said) {
        Double value = said.value();
        try {
            double read = value == null ? Double.parseDouble(String.valueOf(said.label())) : value;
            return read >= 0 && read <= 1 ? read : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** By a label that is known, else by a value of a half or more; null when neither says it. */
    static @Nullable Boolean right(Said said) {
        String label = said.label() == null ? "" : said.label().strip().toLowerCase(Locale.ROOT);
        if (RIGHT.contains(label)) {
            return true;
        }
        if (WRONG.contains(label)) {
            return false;
        }
        Double value = said.value();
        return value == null || value.isNaN() ? null : Boolean.valueOf(value >= HALF);
    }
}
