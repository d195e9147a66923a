package dev.plumbline.ingest.redact;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Checks patterns before they are stored. RE2 matches in time linear in the text, whatever the pattern; what is left to
 * bound is the size of its program, which counted repetitions multiply.
 */
final class UserPatterns {
    private static final int LONGEST = 500;
    private static final long MOST_REPETITIONS = 1000;

    private UserPatterns() {}

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    static void check(String expression) {
        if (expression.isEmpty() || expression.length() > LONGEST) {
            throw new IllegalArgumentException("must have 1 to " + LONGEST + " characters");
        }
        if (repetitions(expression) > MOST_REPETITIONS) {
            throw new IllegalArgumentException("repeats more than " + MOST_REPETITIONS + " times");
        }
        try {
            if (Pattern.compile(expression).matcher("").find()) {
                throw new IllegalArgumentException("must not match nothing");
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no RE2 expression: " + e.getDescription(), e);
        }
    }

    /** The product of all counted repetitions: what nesting them comes to at worst. */
    private static long repetitions(String expression) {
        long product = 1;
        int at = expression.indexOf('{');
        while (at >= 0) {
            long count = 0;
            long most = 0;
            for (int i = at + 1; i < expression.length() && expression.charAt(i) != '}'; i++) {
                char c = expression.charAt(i);
                count = Character.isDigit(c) ? Math.min(count * 10 + Character.digit(c, 10), MOST_REPETITIONS + 1) : 0;
                most = Math.max(most, count);
            }
            product = Math.min(product * Math.max(most, 1), MOST_REPETITIONS + 1);
            at = expression.indexOf('{', at + 1);
        }
        return product;
    }
}
