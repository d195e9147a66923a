/** What a team tests on, against what users ask: coverage, cases nobody asks any more, and whether the two are told apart. */
@NullMarked
package dev.plumbline.drift.evalset;

import org.jspecify.annotations.NullMarked;
