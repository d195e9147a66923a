package dev.plumbline.alerting.slice;

import java.util.Map;

/**
 * A score as a search sees it. The slices are release, environment and the request's custom attributes.
 *
 * @param weight how many requests it stands for, above 0
 */
public record Scored(boolean bad, double weight, Map<String, String> slices) {}
