package dev.plumbline.console.score;

import dev.plumbline.console.view.Share;

/**
 * How often one rubric fails, estimated over all requests of a feature.
 *
 * @param note what to know about the number; empty for nothing
 */
public record FailRate(String name, Share fail, String note) {}
