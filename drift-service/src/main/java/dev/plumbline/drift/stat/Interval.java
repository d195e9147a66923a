package dev.plumbline.drift.stat;

/** An estimate with its 95 % interval. */
public record Interval(double estimate, double low, double high) {}
