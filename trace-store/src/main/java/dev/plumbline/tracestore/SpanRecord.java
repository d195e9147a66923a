package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Span;

import java.time.LocalDate;

/**
 * A span as it is written.
 *
 * @param day the UTC day of its start, or the day of receipt when the start lies outside the accepted window
 * @param dayOfReceipt whether the day is that of receipt
 */
public record SpanRecord(Span span, SpanPayload payload, LocalDate day, boolean dayOfReceipt) {}
