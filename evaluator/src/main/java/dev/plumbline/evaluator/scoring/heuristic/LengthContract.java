package dev.plumbline.evaluator.scoring.heuristic;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput;

/**
 * Whether the answer fits where it is shown: its Unicode characters lie within the feature's contract. Abstains where
 * there is no contract, and on an empty answer, which is {@link AnswerPresent}'s to judge.
 */
public final class LengthContract implements Scorer {

    @Override
    public Finding score(ScoringInput input) {
        Integer min = input.contract().minChars();
        Integer max = input.contract().maxChars();
        String text = input.answer().text();
        if (min == null && max == null) {
            return Finding.abstain("no length is agreed for this feature");
        }
        if (text.isBlank()) {
            return Finding.abstain("there is no answer to measure");
        }
        int length = text.codePointCount(0, text.length());
        if (min != null && length < min) {
            return Finding.fail(0, length + " characters, agreed are at least " + min);
        }
        if (max != null && length > max) {
            return Finding.fail(0, length + " characters, agreed are at most " + max);
        }
        return Finding.pass(1, length + " characters, as agreed");
    }
}
