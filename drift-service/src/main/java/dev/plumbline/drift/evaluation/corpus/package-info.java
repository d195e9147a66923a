/** What people really asked, and the same disturbed, with vectors: the material of the evaluation. */
@NullMarked
package dev.plumbline.drift.evaluation.corpus;

import org.jspecify.annotations.NullMarked;
