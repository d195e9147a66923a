/** How evaluation sets stand against traffic. */
@NullMarked
package dev.plumbline.drift.report.evalset;

import org.jspecify.annotations.NullMarked;
