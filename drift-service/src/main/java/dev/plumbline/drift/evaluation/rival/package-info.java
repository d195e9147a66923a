/** What others ship, built from its textbook form: each turns a window into one number, larger when more has changed. */
@NullMarked
package dev.plumbline.drift.evaluation.rival;

import org.jspecify.annotations.NullMarked;
