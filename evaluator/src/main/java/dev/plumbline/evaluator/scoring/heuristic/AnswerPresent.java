package dev.plumbline.evaluator.scoring.heuristic;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.Locale;
import java.util.Set;

/**
 * Whether there is a whole answer: not empty, not white space, not what a program prints for nothing, and not cut by
 * the model's length limit or a content filter. Abstains where content is not reported and where a tool is called
 * instead of answering: then an empty text says nothing about the answer.
 */
public final class AnswerPresent implements Scorer {
    private static final Set<String> PLACEHOLDERS = Set.of("null", "undefined", "nan", "[object object]");
    private static final Set<String> CUT = Set.of("length", "max_tokens", "model_length", "max_output_tokens");
    private static final Set<String> FILTERED = Set.of("content_filter", "content_filtered", "safety");

    @Override
    public Finding score(ScoringInput input) {
        ScoringInput.Answer answer = input.answer();
        String text = answer.text().strip();
        if (!answer.reported()) {
            return Finding.abstain("the sender reports no content");
        }
        if (text.isEmpty() && answer.toolCall()) {
            return Finding.abstain("a tool is called instead of answering");
        }
        if (text.isEmpty()) {
            return Finding.fail(0, answer.text().isEmpty() ? "the answer is empty" : "the answer is white space");
        }
        if (PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT))) {
            return Finding.fail(0, "the answer is what a program prints for nothing");
        }
        if (ended(answer, CUT)) {
            return Finding.fail(0, "the answer is cut: the model reached its length limit");
        }
        if (ended(answer, FILTERED)) {
            return Finding.fail(0, "the answer is cut: a content filter stopped it");
        }
        return Finding.pass(1, "there is a whole answer");
    }

    private static boolean ended(ScoringInput.Answer answer, Set<String> reasons) {
        return answer.finishReasons().stream()
                .map(reason -> reason.toLowerCase(Locale.ROOT))
                .anyMatch(reasons::contains);
    }
}
