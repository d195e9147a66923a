package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.sampling.Sampler;
import dev.plumbline.evaluator.sampling.SamplingDecision;

import java.util.List;

/**
 * A settled request to the jobs it gives: always that of the scorers, and that of the judge where there is one. A
 * request that the judge passes over has a job too, ended as not sampled: every request has its visible end.
 */
final class JobMaker {
    private final Sampler sampler;
    private final int policyVersion;
    private final boolean judged;

    JobMaker(Sampler sampler, int policyVersion, boolean judged) {
        this.sampler = sampler;
        this.policyVersion = policyVersion;
        this.judged = judged;
    }

    List<NewJob> jobs(RequestSettled event) {
        NewJob scorers = job(event, JobKind.SCORERS, SamplingDecision.all(policyVersion));
        if (!judged) {
            return List.of(scorers);
        }
        SamplingDecision decision = sampler.decide(
                event.request().traceId(),
                event.origin().feature(),
                SpanStatus.valueOf(event.timing().status()));
        return List.of(scorers, job(event, JobKind.JUDGE, decision));
    }

    private static NewJob job(RequestSettled event, JobKind kind, SamplingDecision sampling) {
        return new NewJob(
                event.request(),
                kind,
                event.version(),
                event.origin().feature(),
                event.timing().startNano(),
                sampling);
    }
}
