package dev.plumbline.evaluator.scoring;

/**
 * A scorer under the rubric it applies.
 *
 * @param rubric the score's name
 * @param id the scorer and its version, {@code name/version}; scores of two versions are never mixed in one rate
 */
public record RubricScorer(String rubric, String id, Scorer scorer) {}
