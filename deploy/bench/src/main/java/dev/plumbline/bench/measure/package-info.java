/** Processor time from /proc, quantiles, and the table that is printed. */
@NullMarked
package dev.plumbline.bench.measure;

import org.jspecify.annotations.NullMarked;
