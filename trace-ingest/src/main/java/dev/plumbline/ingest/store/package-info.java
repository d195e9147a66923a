/** One transaction per received message: spans, content, what must be settled, and the ledger. */
@NullMarked
package dev.plumbline.ingest.store;

import org.jspecify.annotations.NullMarked;
