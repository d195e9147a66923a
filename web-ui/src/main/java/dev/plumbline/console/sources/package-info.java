/** What may send and what is kept of it: ingest keys, projects, privacy, and where every received item went. */
@NullMarked
package dev.plumbline.console.sources;

import org.jspecify.annotations.NullMarked;
