/** Scores as their owner tells them, for the screens that show them. */
@NullMarked
package dev.plumbline.console.score;

import org.jspecify.annotations.NullMarked;
