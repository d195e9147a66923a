package dev.plumbline.evaluator.intake;

import org.jspecify.annotations.Nullable;

/** A record of the bus as it came, with its place. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record BusRecord(String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {}
