package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.concept.ConceptDetector;
import dev.plumbline.drift.evalset.EvaluationDetector;
import dev.plumbline.drift.stat.AlphaBudget;

/** The settings of the service as shipped; {@code ShippedTest} holds them equal to its defaults. */
final class Shipped {

    static final int LEARN = 400;
    static final int LEARN_FULL = 1_000;
    static final int BUCKET = 100;
    /** Buckets whose sessions name a new cluster. */
    static final int NAMING = 4;

    static final AlphaBudget BUDGET =
            new AlphaBudget(0.8, 0.001, 100, 0.01).part(1 - ConceptDetector.BUDGET - EvaluationDetector.BUDGET);

    private Shipped() {}
}
