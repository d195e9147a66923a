package dev.plumbline.alerting.slice;

import java.util.Map;

/**
 * A score as a search sees it. The slices are release, environment and the request's custom attributes.
 *
 * @param session that its request belongs to; the trace of a request without one
 * @param weight how many requests it stands for, above 0
 */
public record Scored(String session, boolean bad, double weight, Map<String, String> slices) {}
