/** Events from the outbox to the bus. */
@NullMarked
package dev.plumbline.ingest.outbox;

import org.jspecify.annotations.NullMarked;
