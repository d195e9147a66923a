/** The public API: traces and requests are answered here, everything else is forwarded to its owner. */
@NullMarked
package dev.plumbline.console.api;

import org.jspecify.annotations.NullMarked;
