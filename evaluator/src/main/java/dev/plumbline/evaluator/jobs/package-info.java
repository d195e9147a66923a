/** Work to do, leased and fenced; every job reaches a visible end. */
@NullMarked
package dev.plumbline.evaluator.jobs;

import org.jspecify.annotations.NullMarked;
