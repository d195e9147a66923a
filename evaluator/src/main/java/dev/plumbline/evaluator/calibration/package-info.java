/** Whether confidence is worth what it says, and what is confused with what, where the outcome is known. */
@NullMarked
package dev.plumbline.evaluator.calibration;

import org.jspecify.annotations.NullMarked;
