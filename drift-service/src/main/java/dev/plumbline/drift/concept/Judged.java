package dev.plumbline.drift.concept;

/**
 * A session about which something became known.
 *
 * @param startNano event time of its first request
 * @param traceId of its first request
 * @param cluster of its first input
 * @param bad whether any such statement about the session is bad
 */
public record Judged(long startNano, String traceId, String cluster, boolean bad) {}
