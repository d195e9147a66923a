/** The way in: signing in and out, one-time links, and the filter before every route. */
@NullMarked
package dev.plumbline.console.entry;

import org.jspecify.annotations.NullMarked;
