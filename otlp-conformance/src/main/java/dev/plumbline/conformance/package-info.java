/** Checks of an OTLP receiver from outside, one per row of the contract; they know only its address. */
@NullMarked
package dev.plumbline.conformance;

import org.jspecify.annotations.NullMarked;
