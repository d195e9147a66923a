package dev.plumbline.evaluator.labels;

import dev.plumbline.contracts.query.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;

/** Requests about which the judges disagree: the ones to read first. The answer shows no verdict. */
@Path("/api/v1/labels/disputed")
class DisputeResource {
    private static final int MOST = 500;

    private final DisputeStore disputes;
    private final Clock clock;

    DisputeResource(DisputeStore disputes, Clock clock) {
        this.disputes = disputes;
        this.clock = clock;
    }

    /** @param next always null: ask for a shorter range, or label what is listed */
    record Disputes(
            List<DisputeStore.Dispute> items, @Nullable String next) {}

    @GET
    @Blocking
    public Disputes list(
            @QueryParam("project") @Nullable String project,
            @QueryParam("rubric") @Nullable String rubric,
            @QueryParam("feature") @Nullable String feature,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit) {
        return new Disputes(
                disputes.list(
                        Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                        Parameters.needed("rubric", rubric, 100),
                        Parameters.text("feature", feature),
                        Parameters.range(from, to, clock.instant()),
                        Parameters.number("limit", limit, 50, 1, MOST)),
                null);
    }
}
