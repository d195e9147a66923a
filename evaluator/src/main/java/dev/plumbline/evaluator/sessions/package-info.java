/** Conversations as wholes: when they are idle, what was said in them, and what became of judging them. */
@NullMarked
package dev.plumbline.evaluator.sessions;

import org.jspecify.annotations.NullMarked;
