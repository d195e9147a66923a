package dev.plumbline.evaluator.reading;

import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.StoredSpan;

import java.util.List;

/**
 * A request with the trace it is part of.
 *
 * @param trace all its spans in order of start
 */
public record Material(Request request, List<StoredSpan> trace) {}
