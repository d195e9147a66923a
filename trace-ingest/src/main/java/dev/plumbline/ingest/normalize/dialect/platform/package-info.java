/** Products whose own SDK reports through OpenTelemetry. */
@NullMarked
package dev.plumbline.ingest.normalize.dialect.platform;

import org.jspecify.annotations.NullMarked;
