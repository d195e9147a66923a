/** How long the console's pages take over many stored spans. */
@NullMarked
package dev.plumbline.bench.query;

import org.jspecify.annotations.NullMarked;
