/** Drift by feature: state, findings, and clusters now against the reference. */
@NullMarked
package dev.plumbline.console.drift;

import org.jspecify.annotations.NullMarked;
