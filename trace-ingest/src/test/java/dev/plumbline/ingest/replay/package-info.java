/** Real captures, sent as their applications would have sent them. */
@NullMarked
package dev.plumbline.ingest.replay;

import org.jspecify.annotations.NullMarked;
