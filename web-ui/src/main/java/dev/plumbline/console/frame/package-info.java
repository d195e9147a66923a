/** What surrounds every screen: the header, the theme, and the screens that say what went wrong. */
@NullMarked
package dev.plumbline.console.frame;

import org.jspecify.annotations.NullMarked;
