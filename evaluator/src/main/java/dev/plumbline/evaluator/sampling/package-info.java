/** Which requests are scored and with which probability: pure functions of the trace id. */
@NullMarked
package dev.plumbline.evaluator.sampling;

import org.jspecify.annotations.NullMarked;
