/** Two requests side by side: which part of what the model saw differs, and where. */
@NullMarked
package dev.plumbline.console.compare;

import org.jspecify.annotations.NullMarked;
