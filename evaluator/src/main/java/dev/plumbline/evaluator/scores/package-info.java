/** Scores: stored with their job's end and their event in one transaction, listed and summed up with intervals. */
@NullMarked
package dev.plumbline.evaluator.scores;

import org.jspecify.annotations.NullMarked;
