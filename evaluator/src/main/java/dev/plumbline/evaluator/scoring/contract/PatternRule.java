package dev.plumbline.evaluator.scoring.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.plumbline.evaluator.scoring.FormRule;

import java.util.Optional;

/**
 * An RE2 expression that must occur in the answer; {@code ^} and {@code $} bind it to the answer's ends. Its time grows
 * with the answer alone, whatever the expression: people write it, and models write what it reads.
 */
public final class PatternRule implements FormRule {
    private final Pattern pattern;

    private PatternRule(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException that says what is wrong with the expression */
    public static PatternRule of(String expression) {
        try {
            return new PatternRule(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is no regular expression of RE2 (no look-around, no back references): " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> fault(String answer) {
        return pattern.matcher(answer.strip()).find()
                ? Optional.empty()
                : Optional.of("the agreed expression does not occur");
    }
}
