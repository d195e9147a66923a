/** What to paste into an application to send its traces here. */
@NullMarked
package dev.plumbline.console.snippet;

import org.jspecify.annotations.NullMarked;
