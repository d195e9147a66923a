/** The loops that lease jobs and work them off. */
@NullMarked
package dev.plumbline.evaluator.work;

import org.jspecify.annotations.NullMarked;
