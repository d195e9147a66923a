/** What the model saw, as digests. */
@NullMarked
package dev.plumbline.ingest.fingerprint;

import org.jspecify.annotations.NullMarked;
