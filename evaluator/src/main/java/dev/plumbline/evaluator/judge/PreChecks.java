package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.judge.guard.ContentFree;
import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.ScoringInput;

import java.util.Optional;

/** What needs no judge: each saves a call. */
public final class PreChecks {
    private PreChecks() {}

    /** @param maxChars most characters of all content together */
    public static Optional<Finding> find(Rubric rubric, ScoringInput input, int maxChars) {
        return rubric.target() == Rubric.Target.RETRIEVAL
                ? ofRetrieval(JudgePrompt.seen(rubric, input), maxChars)
                : ofAnswer(input, maxChars);
    }

    private static Optional<Finding> ofRetrieval(ScoringInput input, int maxChars) {
        ScoringInput.Passages passages = input.passages();
        if (passages.texts().isEmpty()) {
            return Optional.of(Finding.abstain(
                    passages.withoutText() > 0 ? "the sender reports no text of passages" : "nothing was retrieved"));
        }
        return ofContent(input, maxChars);
    }

    private static Optional<Finding> ofAnswer(ScoringInput input, int maxChars) {
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
        return ofContent(input, maxChars);
    }

    private static Optional<Finding> ofContent(ScoringInput input, int maxChars) {
        if (input.question().isBlank()) {
            return Optional.of(Finding.abstain("there is no question"));
        }
        return JudgePrompt.content(input).length() > maxChars
                ? Optional.of(Finding.abstain("longer than the judge reads"))
                : Optional.empty();
    }
}
