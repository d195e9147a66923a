package dev.plumbline.evaluator.jobs;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;

/** How the work stands. */
@Path("/api/v1/evaluation/jobs")
class JobResource {
    private final JobReportStore jobs;
    private final Clock clock;

    JobResource(JobReportStore jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * @param items open jobs, and the ends of the last 24 hours
     * @param next always null: the answer is whole
     * @param outbox scores that the bus has not taken yet
     * @param deadLetters records of the bus that could not be used
     */
    record Work(List<JobCount> items, @Nullable String next, long outbox, long deadLetters) {}

    @GET
    @Blocking
    public Work work() {
        return new Work(jobs.counts(clock.instant()), null, jobs.outbox(), jobs.deadLetters());
    }
}
