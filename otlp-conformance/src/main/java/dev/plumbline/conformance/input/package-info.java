/** The catalogue of bad input and the right answer to each. */
@NullMarked
package dev.plumbline.conformance.input;

import org.jspecify.annotations.NullMarked;
