/** Requests from the bus to job rows: long work never holds a bus record. */
@NullMarked
package dev.plumbline.evaluator.intake;

import org.jspecify.annotations.NullMarked;
