/** Scores what an AI feature answered: requests from the bus become jobs, jobs become scores, scores go back to the bus. */
@NullMarked
package dev.plumbline.evaluator;

import org.jspecify.annotations.NullMarked;
