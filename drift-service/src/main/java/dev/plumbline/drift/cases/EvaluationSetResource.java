package dev.plumbline.drift.cases;

import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.report.evalset.EvaluationSetItem;
import dev.plumbline.drift.report.evalset.EvaluationSetListStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a team tests on: put, deleted, and how it stands against traffic. */
@Path("/api/v1/drift/evaluation-sets")
@Blocking
public class EvaluationSetResource {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_FEATURE = 255;
    private static final int LARGEST = 1 << 20;

    private final CaseStore cases;
    private final EvaluationSetListStore sets;
    private final Clock clock;

    EvaluationSetResource(CaseStore cases, EvaluationSetListStore sets, Clock clock) {
        this.cases = cases;
        this.sets = sets;
        this.clock = clock;
    }

    /** All at once. */
    public record Page(
            List<EvaluationSetItem> items, @Nullable String next) {}

    /** What an upload changed. */
    public record Stored(String feature, String name, int version, int cases, int added, int kept, int removed) {}

    @GET
    public Page all(@QueryParam("project") @Nullable String project, @QueryParam("feature") @Nullable String feature) {
        return new Page(sets.list(project(project), Parameters.text("feature", feature)), null);
    }

    @GET
    @Path("/{feature}")
    public Page ofFeature(@PathParam("feature") String feature, @QueryParam("project") @Nullable String project) {
        return new Page(sets.list(project(project), feature(feature)), null);
    }

    @PUT
    @Path("/{feature}/{name}")
    @Consumes(MediaType.WILDCARD)
    public Response put(
            @PathParam("feature") String feature,
            @PathParam("name") String name,
            @QueryParam("project") @Nullable String project,
            byte[] body) {
        if (body.length > LARGEST) {
            return answer(413, "a set is at most 1 MiB", "body");
        }
        FeatureKey key = new FeatureKey(project(project), feature(feature));
        String named = Parameters.needed("name", name, LONGEST_NAME);
        try {
            CaseStore.Put put = cases.put(key, named, CaseReader.read(body), clock.instant());
            return Response.ok(
                            new Stored(
                                    key.feature(),
                                    named,
                                    put.version(),
                                    put.cases(),
                                    put.added(),
                                    put.kept(),
                                    put.removed()),
                            MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (TooManySetsException e) {
            return answer(409, String.valueOf(e.getMessage()), "name");
        }
    }

    @DELETE
    @Path("/{feature}/{name}")
    public Response delete(
            @PathParam("feature") String feature,
            @PathParam("name") String name,
            @QueryParam("project") @Nullable String project) {
        FeatureKey key = new FeatureKey(project(project), feature(feature));
        return cases.delete(key, Parameters.needed("name", name, LONGEST_NAME), clock.instant())
                ? Response.noContent().build()
                : answer(404, "there is no such evaluation set", "name");
    }

    private static int project(@Nullable String project) {
        return Parameters.number("project", project, 1, 1, Integer.MAX_VALUE);
    }

    private static String feature(String feature) {
        return Parameters.needed("feature", feature, LONGEST_FEATURE);
    }

    private static Response answer(int status, String error, String field) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", error, "field", field))
                .build();
    }
}
