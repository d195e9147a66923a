package dev.plumbline.drift.concept;

import dev.plumbline.tracestore.Truth;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/**
 * Which feedback or truth is bad, and what it is called.
 *
 * @param below a value below is
 * @param labels in lower case; so is one of these, where there is no value
 */
public record TruthRule(double below, Set<String> labels) {

    /** Whether it says that the answer was bad. */
    public boolean bad(Truth truth) {
        Double value = truth.value();
        String label = truth.label();
        return value != null ? value < below : isBad(label);
    }

    private boolean isBad(@Nullable String label) {
        return label != null && labels.contains(label.strip().toLowerCase(Locale.ROOT));
    }

    /** What is never compared with anything else: the kind and the name, for example {@code feedback thumbs}. */
    public static String series(Truth truth) {
        return truth.kind() + " " + truth.name();
    }
}
