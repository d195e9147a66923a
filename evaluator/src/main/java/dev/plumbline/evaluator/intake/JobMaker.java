package dev.plumbline.evaluator.intake;

import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.jobs.JobKind;
import dev.plumbline.evaluator.jobs.NewJob;
import dev.plumbline.evaluator.sampling.Sampler;
import dev.plumbline.evaluator.sampling.SamplingDecision;
import dev.plumbline.evaluator.sampling.Subject;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A settled request to the jobs it gives: always that of the scorers, and that of the judge where there is one. A
 * request that the judge passes over has a job too, ended as not sampled: every request has its visible end.
 */
final class JobMaker {
    private final Sampler sampler;
    private final boolean judged;

    JobMaker(Sampler sampler, boolean judged) {
        this.sampler = sampler;
        this.judged = judged;
    }

    /** What one settled request gives; the judge's job is null where there is no judge. */
    record Work(
            RequestSettled event, NewJob scorers, @Nullable NewJob judge) {

        Work judgedBy(String rule) {
            NewJob job = judge;
            return job == null
                    ? this
                    : new Work(
                            event,
                            scorers,
                            job(event, JobKind.JUDGE, job.sampling().by(rule)));
        }

        List<NewJob> jobs() {
            NewJob job = judge;
            return job == null ? List.of(scorers) : List.of(scorers, job);
        }
    }

    Work work(RequestSettled event) {
        NewJob scorers = job(
                event, JobKind.SCORERS, SamplingDecision.all(sampler.policy().version()));
        if (!judged) {
            return new Work(event, scorers, null);
        }
        SamplingDecision decision = sampler.decide(new Subject(
                event.request().traceId(),
                event.origin(),
                SpanStatus.valueOf(event.timing().status()),
                event.attributes() == null ? Map.of() : event.attributes()));
        return new Work(event, scorers, job(event, JobKind.JUDGE, decision));
    }

    private static NewJob job(RequestSettled event, JobKind kind, SamplingDecision sampling) {
        return new NewJob(
                event.request(),
                kind,
                event.version(),
                event.origin().feature(),
                event.timing().startNano(),
                sampling,
                NewJob.session(event.request(), event.origin()));
    }
}
