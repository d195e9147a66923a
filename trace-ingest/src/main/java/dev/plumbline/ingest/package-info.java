/** Receives OpenTelemetry data and answers only when it is stored: {@link dev.plumbline.ingest.IngestPipeline} reads as the path. */
@NullMarked
package dev.plumbline.ingest;

import org.jspecify.annotations.NullMarked;
