package dev.plumbline.evaluator.sampling;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.sampling.DecisionStore.Decided;
import dev.plumbline.evaluator.sampling.PolicyStore.Made;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Why a request was judged or not, and by which policies. */
@Path("/api/v1/sampling")
class SamplingResource {
    private static final int MOST = 100;

    private final DecisionStore decisions;
    private final PolicyStore policies;

    SamplingResource(DecisionStore decisions, PolicyStore policies) {
        this.decisions = decisions;
        this.policies = policies;
    }

    /**
     * @param decided what stands; null when there is no judge, or the job has been forgotten
     * @param drawn what the draw says under the policy that decided, or the present one
     * @param sentence the whole in words
     */
    record Item(RequestRef request, @Nullable Decided decided, Explanation drawn, int policyVersion, String sentence) {}

    /** @param next always null: the answer is whole */
    record Explained(List<Item> items, @Nullable String next) {}

    /** @param next always null */
    record Policies(List<Made> items, @Nullable String next) {}

    @GET
    @Blocking
    @Path("/explain")
    public Explained explain(
            @QueryParam("project") @Nullable String project, @QueryParam("trace") @Nullable String trace) {
        String traceId = Parameters.traceId(Parameters.needed("trace", trace, 64));
        List<Request> requests = decisions.requests(
                Parameters.number("project", project, 1, 1, Integer.MAX_VALUE), String.valueOf(traceId));
        if (requests.isEmpty()) {
            throw new BadParameterException("trace", "names no request of this project");
        }
        return new Explained(requests.stream().map(this::item).toList(), null);
    }

    @GET
    @Blocking
    @Path("/policies")
    public Policies policies() {
        return new Policies(policies.list(MOST), null);
    }

    private Item item(Request request) {
        Optional<Decided> decided = decisions.decided(request.ref());
        SamplingPolicy policy =
                decided.flatMap(one -> policies.find(one.policyVersion())).orElseGet(policies::current);
        Explanation drawn = new Sampler(policy)
                .explain(new Subject(
                        request.ref().traceId(),
                        request.origin(),
                        request.time().status(),
                        request.attributes()));
        return new Item(
                request.ref(),
                decided.orElse(null),
                drawn,
                policy.version(),
                decided.map(one -> sentence(one, drawn))
                        .orElse("no decision is kept; under policy " + policy.version() + " " + drawn.sentence()));
    }

    private static String sentence(Decided decided, Explanation drawn) {
        String end = decided.endReason() == null ? decided.state() : decided.state() + ", " + decided.endReason();
        String by = decided.reason().startsWith(SamplingDecision.RULE)
                        && !drawn.decision().reason().equals(decided.reason())
                ? "; judged by the " + decided.reason() + ", outside of all estimates"
                : "";
        return "under policy " + decided.policyVersion() + " " + drawn.sentence() + secondPhase(decided) + by
                + "; the job is " + end;
    }

    private static String secondPhase(Decided decided) {
        DecisionStore.Assigned cluster = decided.cluster();
        if (cluster == null) {
            return "";
        }
        String place = "; its session is of the cluster “" + cluster.label() + "”";
        if (!cluster.applied()) {
            return place + ", known too late for phase 2";
        }
        return place
                + String.format(
                        Locale.ROOT,
                        ": phase 2 draws %.4f and takes what is below %.4f; %s, probability %.4f over both phases",
                        cluster.draw(),
                        cluster.second(),
                        cluster.draw() < cluster.second() ? "drawn" : "not drawn",
                        1 - (1 - Objects.requireNonNullElse(cluster.first(), 1.0)) * (1 - cluster.second()));
    }
}
