package dev.plumbline.evaluator.judge.pair;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.evaluator.judge.endpoint.JudgeConfig;
import dev.plumbline.evaluator.query.JsonBody;
import dev.plumbline.evaluator.rubrics.RubricStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Which of two answers to the same input is better, pair by pair, each asked about in both orders. */
@Path("/api/v1/comparisons")
class ComparisonResource {
    private static final int MOST_LISTED = 100;

    private final ComparisonStore store;
    private final Wanted wanted;
    private final RubricStore rubrics;
    private final Asking asking;
    private final JudgeConfig config;
    private final Clock clock;

    ComparisonResource(
            ComparisonStore store, Wanted wanted, RubricStore rubrics, Asking asking, JudgeConfig config, Clock clock) {
        this.store = store;
        this.wanted = wanted;
        this.rubrics = rubrics;
        this.asking = asking;
        this.config = config;
        this.clock = clock;
    }

    /** @param next always null: ask for fewer */
    record Page<T>(List<T> items, @Nullable String next) {}

    @POST
    @Blocking
    @ResponseStatus(201)
    public ComparisonReport start(byte[] body, @Context SecurityContext caller) {
        ComparisonBody asked = JsonBody.read(body, ComparisonBody.class);
        if (!config.isConfigured()) {
            throw new BadParameterException("judge", "is none; set plumbline.judge.url and plumbline.judge.model");
        }
        RubricStore.Version version = rubric(asked);
        ComparisonReport.Of of = new ComparisonReport.Of(
                UUID.randomUUID().toString(),
                asked.project == null ? 1 : asked.project,
                new ComparisonReport.Judged(
                        version.file().name(),
                        version.version(),
                        asking.scorer(version.file().rubric(version.version()))),
                Wanted.sides(asked),
                caller.getUserPrincipal().getName(),
                clock.instant());
        store.add(of, wanted.pairs(asked, of));
        return report(of);
    }

    private RubricStore.Version rubric(ComparisonBody asked) {
        String name = asked.rubric;
        if (name == null || name.isBlank()) {
            throw new BadParameterException("rubric", "is missing");
        }
        List<RubricStore.Version> versions = rubrics.list(name);
        if (versions.isEmpty()) {
            throw new BadParameterException("rubric", "is none that was written");
        }
        RubricStore.Version version = versions.stream()
                .filter(one -> asked.version == null || asked.version == one.version())
                .findFirst()
                .orElseThrow(() -> new BadParameterException("version", "is none of this rubric"));
        if (!version.file().isOfPair()) {
            throw new BadParameterException("rubric", "is not of pairs; it needs target: pair");
        }
        return version;
    }

    @GET
    @Blocking
    public Page<ComparisonReport> list(
            @QueryParam("project") @Nullable String project, @QueryParam("limit") @Nullable String limit) {
        return new Page<>(
                store
                        .list(
                                Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                                Parameters.number("limit", limit, MOST_LISTED / 5, 1, MOST_LISTED))
                        .stream()
                        .map(this::report)
                        .toList(),
                null);
    }

    @GET
    @Blocking
    @Path("/{id}")
    public ComparisonReport get(@PathParam("id") String id) {
        return report(find(id));
    }

    /** Every pair with its end; at most a thousand. */
    @GET
    @Blocking
    @Path("/{id}/pairs")
    public Page<PairItem> pairs(@PathParam("id") String id) {
        return new Page<>(store.pairs(find(id).id()), null);
    }

    private ComparisonReport.Of find(String id) {
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new BadParameterException("id", "names no comparison");
        }
        return store.find(id).orElseThrow(() -> new BadParameterException("id", "names no comparison"));
    }

    private ComparisonReport report(ComparisonReport.Of of) {
        return ComparisonReport.of(of, store.pairs(of.id()));
    }
}
