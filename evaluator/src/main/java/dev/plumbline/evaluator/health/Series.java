package dev.plumbline.evaluator.health;

/**
 * A judge version on a feature.
 *
 * @param rubric the score's name
 * @param scorer {@code name/version}
 */
public record Series(int projectId, String feature, String rubric, String scorer) {}
