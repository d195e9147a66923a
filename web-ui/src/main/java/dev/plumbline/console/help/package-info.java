/** The page of keys, and the search box that takes an id or a text. */
@NullMarked
package dev.plumbline.console.help;

import org.jspecify.annotations.NullMarked;
