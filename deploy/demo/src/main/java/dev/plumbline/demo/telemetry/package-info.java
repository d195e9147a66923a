/**
 * What the assistant tells about itself, with the OpenTelemetry SDK and its own OTLP exporter and nothing of Plumbline:
 * spans by the GenAI semantic conventions (1.37 and later).
 */
@NullMarked
package dev.plumbline.demo.telemetry;

import org.jspecify.annotations.NullMarked;
