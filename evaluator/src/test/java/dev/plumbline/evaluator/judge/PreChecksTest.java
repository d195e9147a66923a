package dev.plumbline.evaluator.judge;

import dev.plumbline.evaluator.rubrics.Rubric;
import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Inputs;
import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.ScoringInput.Answer;
import dev.plumbline.evaluator.scoring.ScoringInput.OutputContract;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PreChecksTest {
    @Test
    void whatNeedsNoJudge_isFoundBeforeAnyCall() {
        assertThat(label(Inputs.of(new Answer("", false, false, List.of())))).isEqualTo(Label.ABSTAIN);
        assertThat(label(Inputs.of(new Answer("", true, true, List.of())))).isEqualTo(Label.ABSTAIN);
        assertThat(label(Inputs.answer(" \n"))).isEqualTo(Label.FAIL);
        assertThat(label(Inputs.of(" ", "text", OutputContract.NONE))).isEqualTo(Label.ABSTAIN);
        assertThat(PreChecks.find(Rubric.helpful(), Inputs.answer("x".repeat(2_000)), 1_000)
                        .orElseThrow()
                        .explanation())
                .isEqualTo("longer than the judge reads");
    }

    @Test
    void anythingElse_isForTheJudge() {
        assertThat(PreChecks.find(Rubric.helpful(), Inputs.answer("An answer."), 1_000))
                .isEmpty();
    }

    private static Label label(ScoringInput input) {
        return PreChecks.find(Rubric.helpful(), input, 1_000)
                .map(Finding::label)
                .orElseThrow();
    }
}
