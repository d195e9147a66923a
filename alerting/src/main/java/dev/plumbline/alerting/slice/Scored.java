package dev.plumbline.alerting.slice;

import java.util.Map;

/** A score as a search sees it. The slices are release, environment and the request's custom attributes. */
public record Scored(boolean bad, Map<String, String> slices) {}
