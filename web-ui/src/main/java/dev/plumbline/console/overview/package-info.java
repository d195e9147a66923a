/** The first screen: every AI feature with its health, open alerts first, or how to send the first trace. */
@NullMarked
package dev.plumbline.console.overview;

import org.jspecify.annotations.NullMarked;
