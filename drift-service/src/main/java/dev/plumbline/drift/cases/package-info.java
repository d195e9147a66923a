/** Evaluation sets on their way in: read, stored whole or not at all, embedded. */
@NullMarked
package dev.plumbline.drift.cases;

import org.jspecify.annotations.NullMarked;
