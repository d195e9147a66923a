package dev.plumbline.evaluator.calibration;

/**
 * A request whose confidence and outcome are known.
 *
 * @param trace id of its trace
 * @param session requests that share it may be alike
 * @param weight how many requests it stands for, above 0
 * @param confidence 0 to 1: how likely its answer was said to be right
 * @param right whether it was
 */
record Predicted(String trace, String session, double weight, double confidence, boolean right) {}
