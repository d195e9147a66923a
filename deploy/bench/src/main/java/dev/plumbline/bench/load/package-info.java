/** Seeded traces as applications send them, and a client that sends them over OTLP gRPC. */
@NullMarked
package dev.plumbline.bench.load;

import org.jspecify.annotations.NullMarked;
