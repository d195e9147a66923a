/** The list of requests: filters in the URL, pages by keyset. */
@NullMarked
package dev.plumbline.console.traces;

import org.jspecify.annotations.NullMarked;
