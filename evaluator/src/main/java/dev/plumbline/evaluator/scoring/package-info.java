/** What a scorer is, what it sees and what it says. Nothing here does I/O. */
@NullMarked
package dev.plumbline.evaluator.scoring;

import org.jspecify.annotations.NullMarked;
