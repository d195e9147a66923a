/** Findings and how each went. */
@NullMarked
package dev.plumbline.drift.report.finding;

import org.jspecify.annotations.NullMarked;
