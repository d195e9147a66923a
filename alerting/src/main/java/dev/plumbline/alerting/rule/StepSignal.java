package dev.plumbline.alerting.rule;

import java.util.Map;

/** A score as a rule sees it. The slices are release, environment and the request's custom attributes. */
record StepSignal(boolean bad, Map<String, String> slices) {}
