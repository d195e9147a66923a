package dev.plumbline.evaluator.calibration;

import org.jspecify.annotations.Nullable;

/**
 * Where a confidence, a prediction or an outcome comes from.
 *
 * @param kind what {@code name} is the name of
 */
record Source(Kind kind, String name) {

    /** As it is written before the colon, in lower case. */
    enum Kind {
        /** A custom attribute of the request. */
        ATTRIBUTE,
        /** A rubric; its latest score. */
        SCORE,
        /** Late ground truth. */
        TRUTH,
        /** Feedback of users. */
        FEEDBACK
    }

    /**
     * @param text {@code kind:name}
     * @param allowed kinds that make sense here
     * @throws IllegalArgumentException that says what is wrong
     */
    static Source of(@Nullable String text, Kind... allowed) {
        int colon = text == null ? -1 : text.indexOf(':');
        for (Kind kind : allowed) {
            if (text != null
                    && colon > 0
                    && colon < text.length() - 1
                    && kind.name().equalsIgnoreCase(text.substring(0, colon))) {
                return new Source(kind, text.substring(colon + 1));
            }
        }
        StringBuilder forms = new StringBuilder();
        for (Kind kind : allowed) {
            forms.append(forms.length() == 0 ? "" : " or ")
                    .append(kind.name().toLowerCase(java.util.Locale.ROOT))
                    .append(":<name>");
        }
        throw new IllegalArgumentException("is not " + forms);
    }
}
