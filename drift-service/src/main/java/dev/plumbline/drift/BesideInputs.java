package dev.plumbline.drift;

import dev.plumbline.drift.concept.ConceptDetector;
import dev.plumbline.drift.evalset.EvaluationDetector;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.stat.AlphaBudget;
import jakarta.inject.Singleton;

/** What is watched of a feature beside its inputs and outputs: late truth and evaluation sets, each with its budget. */
@Singleton
class BesideInputs {

    private final ConceptCycle concepts;
    private final EvaluationCycle evaluations;

    BesideInputs(ConceptCycle concepts, EvaluationCycle evaluations) {
        this.concepts = concepts;
        this.evaluations = evaluations;
    }

    /** Takes late truth, else what evaluation sets are behind; whether there was any. */
    boolean step(Claim claim, Progress progress, AlphaBudget budget) {
        return concepts.step(claim, progress, budget.part(ConceptDetector.BUDGET))
                || evaluations.step(claim, progress, budget.part(EvaluationDetector.BUDGET));
    }

    /** Whether nothing about truth or evaluation sets is open or suspected that compares with the reference. */
    boolean quiet(Progress progress) {
        return concepts.quiet(progress) && evaluations.quiet(progress);
    }

    /** Whether no truth is watched, or the time for truth about the session of this ordinal is over. */
    boolean over(Progress progress, long ordinal) {
        return concepts.over(progress, ordinal);
    }
}
