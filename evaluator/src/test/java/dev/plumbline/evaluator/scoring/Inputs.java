package dev.plumbline.evaluator.scoring;

import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import dev.plumbline.evaluator.scoring.ScoringInput.Passages;

import java.util.List;

/** Inputs of scorers, with one thing said and all else plain. */
public final class Inputs {
    private Inputs() {}

    public static ScoringInput answer(String text) {
        return of("What?", text, OutputContract.NONE);
    }

    public static ScoringInput of(String question, String text, OutputContract contract) {
        return new ScoringInput(question, new Answer(text, true, false, List.of("stop")), Passages.NONE, contract);
    }

    public static ScoringInput grounded(String question, String text, String... passages) {
        return new ScoringInput(
                question,
                new Answer(text, true, false, List.of("stop")),
                new Passages(List.of(passages), 0),
                OutputContract.NONE);
    }

    public static ScoringInput of(Answer answer) {
        return new ScoringInput("What?", answer, Passages.NONE, OutputContract.NONE);
    }
}
