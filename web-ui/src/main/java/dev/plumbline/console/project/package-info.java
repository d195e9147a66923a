/** Which projects there are, and which one a query means. */
@NullMarked
package dev.plumbline.console.project;

import org.jspecify.annotations.NullMarked;
