package dev.plumbline.evaluator.estimate;

/**
 * A request with a verdict and with a label that a reviewer gave it.
 *
 * @param session requests that share it may be alike
 * @param weight inverse of the probability of being scored and labelled, above 0
 * @param verdictFail whether the scorer says that it failed
 * @param labelFail whether the reviewers say so
 */
public record Labelled(String session, double weight, boolean verdictFail, boolean labelFail) {}
