package dev.plumbline.tracestore.traffic;

/**
 * What a feature did in a time range.
 *
 * @param requests number of settled requests
 * @param errors how many of them have the status ERROR
 * @param p50Millis median duration
 * @param p95Millis 95th percentile of the duration
 * @param lastNano start of its latest request
 */
public record FeatureSummary(
        String feature, long requests, long errors, double p50Millis, double p95Millis, long tokens, long lastNano) {}
