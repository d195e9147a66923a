/** The open conventions: OpenTelemetry GenAI new and old, OpenInference, OpenLLMetry, and the plain pairs all fall back to. */
@NullMarked
package dev.plumbline.ingest.normalize.dialect.standard;

import org.jspecify.annotations.NullMarked;
