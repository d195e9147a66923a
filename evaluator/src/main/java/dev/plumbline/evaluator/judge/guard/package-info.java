/** What keeps an answer from winning over its judge, before it is asked and after it has answered. */
@NullMarked
package dev.plumbline.evaluator.judge.guard;

import org.jspecify.annotations.NullMarked;
