/** Starts the parts in order, watches them, restarts those that end, and stops all of them in order. */
@NullMarked
package dev.plumbline.standalone.supervise;

import org.jspecify.annotations.NullMarked;
