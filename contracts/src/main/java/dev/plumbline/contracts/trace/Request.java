package dev.plumbline.contracts.trace;

import java.util.Map;

/**
 * The unit of quality: one answered user request.
 *
 * @param version counts how often the request was settled; later versions know more
 * @param time start, end and status of the request's own span
 * @param attributes the configured custom attributes (at most 32), for slices
 */
public record Request(
        RequestRef ref,
        int version,
        Origin origin,
        RequestTime time,
        RequestShape shape,
        RequestText text,
        Map<String, String> attributes) {}
