/** Which scorers run where nothing is configured. */
@NullMarked
package dev.plumbline.evaluator.scoring.standard;

import org.jspecify.annotations.NullMarked;
