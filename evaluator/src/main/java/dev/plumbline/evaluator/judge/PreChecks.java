package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.judge.guard.ContentFree;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.Optional;

/** What needs no judge: each saves a call. */
public final class PreChecks {
    private PreChecks() {}

    /** @param maxChars most characters of all content together */
    public static Optional<Finding> find(ScoringInput input, int maxChars) {
        ScoringInput.Answer answer = input.answer();
        if (!answer.reported()) {
            return Optional.of(Finding.abstain("the sender reports no content"));
        }
        if (answer.text().isBlank() && answer.toolCall()) {
            return Optional.of(Finding.abstain("a tool is called instead of answering"));
        }
        if (answer.text().isBlank()) {
            return Optional.of(Finding.fail(0, "the answer is empty"));
        }
        if (ContentFree.is(answer.text())) {
            return Optional.of(Finding.fail(0, "the answer has no content"));
        }
        if (input.question().isBlank()) {
            return Optional.of(Finding.abstain("there is no question"));
        }
        return JudgePrompt.content(input).length() > maxChars
                ? Optional.of(Finding.abstain("longer than the judge reads"))
                : Optional.empty();
    }
}
