package dev.plumbline.evaluator.jobs;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.sampling.SamplingDecision;

import java.time.Instant;

/**
 * A leased job.
 *
 * @param fence the lease's number: whoever holds an older one has lost the job
 * @param attempts leases of this version so far, this one included
 * @param openedAt when this version was opened
 */
public record Job(
        RequestRef request,
        JobKind kind,
        int version,
        SamplingDecision sampling,
        long fence,
        int attempts,
        Instant openedAt) {

    /** The same, chosen as is known now. */
    public Job by(SamplingDecision decided) {
        return new Job(request, kind, version, decided, fence, attempts, openedAt);
    }
}
