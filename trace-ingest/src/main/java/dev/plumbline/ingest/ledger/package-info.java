/** Why items were not stored: reasons beside the ledger's sums, counters, and the messages themselves for a while. */
@NullMarked
package dev.plumbline.ingest.ledger;

import org.jspecify.annotations.NullMarked;
