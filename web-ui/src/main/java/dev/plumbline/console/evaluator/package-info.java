/** How the scorers do: what they found, how far they agree with reviewers, and what they have left to do. */
@NullMarked
package dev.plumbline.console.evaluator;

import org.jspecify.annotations.NullMarked;
