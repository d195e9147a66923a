/** The two transports of OTLP: raw bytes in, answers in the sender's encoding out. Specification: opentelemetry-proto, docs/specification.md. */
@NullMarked
package dev.plumbline.ingest.otlp;

import org.jspecify.annotations.NullMarked;
