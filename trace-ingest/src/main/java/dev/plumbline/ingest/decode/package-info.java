/** OTLP bytes to spans and log records: a span that cannot be read is rejected alone, its neighbours are kept. */
@NullMarked
package dev.plumbline.ingest.decode;

import org.jspecify.annotations.NullMarked;
