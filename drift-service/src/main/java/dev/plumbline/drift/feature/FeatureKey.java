package dev.plumbline.drift.feature;

/** Names a feature of a project. */
public record FeatureKey(int projectId, String feature) {}
