package dev.plumbline.tracestore.traffic;

/**
 * What a feature answered in one stretch of a time range.
 *
 * @param index of the stretch, from 0
 * @param requests number of settled requests
 * @param errors how many of them have the status ERROR
 */
public record TrafficBucket(String feature, int index, long requests, long errors) {}
