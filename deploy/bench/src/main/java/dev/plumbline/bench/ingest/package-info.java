/** How near ingest comes to a raw COPY of the same rows. */
@NullMarked
package dev.plumbline.bench.ingest;

import org.jspecify.annotations.NullMarked;
