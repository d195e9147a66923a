/** One trace: the waterfall and the panel of a span; everything shown was written by strangers. */
@NullMarked
package dev.plumbline.console.trace;

import org.jspecify.annotations.NullMarked;
