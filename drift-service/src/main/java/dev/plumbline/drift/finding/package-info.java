/** Findings on their way out: rows, events and the sentence that says what moved. */
@NullMarked
package dev.plumbline.drift.finding;

import org.jspecify.annotations.NullMarked;
