/** Exact tests, intervals and the budget of false alarms: counts in, numbers out. */
@NullMarked
package dev.plumbline.drift.stat;

import org.jspecify.annotations.NullMarked;
