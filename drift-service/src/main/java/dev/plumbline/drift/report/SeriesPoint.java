package dev.plumbline.drift.report;

import java.time.Instant;

/** A share in one window of event time. */
public record SeriesPoint(Instant from, Instant until, Measured share) {}
