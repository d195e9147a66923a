package dev.plumbline.drift.reference;

/**
 * What one session asked first.
 *
 * @param startNano event time, nanoseconds since the Unix epoch
 * @param vector of the input, length 1
 */
public record Observation(long startNano, String traceId, float[] vector) {}
