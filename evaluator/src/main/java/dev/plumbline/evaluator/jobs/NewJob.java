package dev.plumbline.evaluator.jobs;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.sampling.SamplingDecision;

/**
 * Work that a settled request gives.
 *
 * @param version of the request: a higher one opens the job anew
 * @param startNano the request's start: event time, nanoseconds since the Unix epoch, UTC
 * @param sampling why it is to be done; when it is not chosen, the job ends at once
 */
public record NewJob(
        RequestRef request, JobKind kind, int version, String feature, long startNano, SamplingDecision sampling) {}
