/** How long things are kept, and when there is no room for more. */
@NullMarked
package dev.plumbline.ingest.retention;

import org.jspecify.annotations.NullMarked;
