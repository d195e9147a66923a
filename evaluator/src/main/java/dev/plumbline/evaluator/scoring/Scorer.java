package dev.plumbline.evaluator.scoring;

/**
 * Applies one rubric to one answer. Pure: the same input gives the same finding, on any replica and in any order. A
 * scorer that cannot judge an input abstains with its reason; an exception ends the job as failed and takes no other
 * scorer down.
 */
@FunctionalInterface
public interface Scorer {
    Finding score(ScoringInput input);
}
