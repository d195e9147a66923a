package dev.plumbline.drift.evalset;

/**
 * One input that a team tests on.
 *
 * @param id as the team named it; unique in its set
 * @param vector of the input, length 1, by the model of the feature's reference
 */
public record EvaluationCase(String id, float[] vector) {}
