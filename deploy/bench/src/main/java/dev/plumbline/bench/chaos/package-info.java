/** Kills servers under load and counts what was answered and is missing, or is there twice. */
@NullMarked
package dev.plumbline.bench.chaos;

import org.jspecify.annotations.NullMarked;
