/** What a team tests a feature on, against its traffic. */
@NullMarked
package dev.plumbline.console.drift.tested;

import org.jspecify.annotations.NullMarked;
