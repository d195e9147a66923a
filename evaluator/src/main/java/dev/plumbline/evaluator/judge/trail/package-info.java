/** Each call of a judge as a trace of its own, sent to the suite's own ingest under a feature that nobody judges. */
@NullMarked
package dev.plumbline.evaluator.judge.trail;

import org.jspecify.annotations.NullMarked;
