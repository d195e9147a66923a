/** Judges that answer, but worse than they did: seen without an alarm by chance, told as a state of its own. */
@NullMarked
package dev.plumbline.evaluator.health;

import org.jspecify.annotations.NullMarked;
