/** What traffic was like when it was learned, and the sessions it was learned from. */
@NullMarked
package dev.plumbline.drift.reference;

import org.jspecify.annotations.NullMarked;
