package dev.plumbline.evaluator.jobs;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.sampling.SamplingDecision;

/**
 * Work that a settled request gives.
 *
 * @param version of the request: a higher one opens the job anew
 * @param startNano the request's start: event time, nanoseconds since the Unix epoch, UTC
 * @param sampling why it is to be done; when it is not chosen, the job ends at once
 * @param session see {@link #session}
 */
public record NewJob(
        RequestRef request,
        JobKind kind,
        int version,
        String feature,
        long startNano,
        SamplingDecision sampling,
        String session) {

    /** Of a request without a session. */
    public NewJob(
            RequestRef request, JobKind kind, int version, String feature, long startNano, SamplingDecision sampling) {
        this(request, kind, version, feature, startNano, sampling, request.traceId());
    }

    /** What requests share that are one session: the session id, or the trace id where there is none. */
    public static String session(RequestRef request, Origin origin) {
        String session = origin.sessionId();
        return session == null || session.isBlank() ? request.traceId() : session;
    }
}
