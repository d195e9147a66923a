package dev.plumbline.drift.report.feature;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import dev.plumbline.drift.DriftConfig;
import dev.plumbline.drift.feature.FeatureKey;
import dev.plumbline.drift.feature.FeatureStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The features of a project, how the watch over each stands, and the wish to learn one anew. */
@Path("/api/v1/drift/features")
@Blocking
public class FeatureResource {
    private static final int LONGEST = 255;

    private final FeatureListStore features;
    private final FeatureStore feature;
    private final DriftConfig config;
    private final Clock clock;

    FeatureResource(FeatureListStore features, FeatureStore feature, DriftConfig config, Clock clock) {
        this.features = features;
        this.feature = feature;
        this.config = config;
        this.clock = clock;
    }

    /** All at once. */
    public record Page(List<FeatureItem> items, @Nullable String next) {}

    /**
     * What becomes of the wish.
     *
     * @param sessions that there are already of the new reference
     * @param wanted so many are learned from; the feature is not watched until they have come
     */
    public record Anew(String feature, long sessions, int wanted) {}

    @GET
    public Page list(@QueryParam("project") @Nullable String project) {
        return new Page(features.list(project(project)), null);
    }

    /** What is usual is learned anew of the sessions from a moment or a release on; what is open ends, saying so. */
    @POST
    @Path("/{feature}/reference")
    public Response learnAnew(
            @PathParam("feature") String name,
            @QueryParam("project") @Nullable String project,
            @QueryParam("from") @Nullable String from,
            @QueryParam("release") @Nullable String release) {
        FeatureKey key = new FeatureKey(project(project), Parameters.needed("feature", name, LONGEST));
        if ((from == null) == (release == null)) {
            throw new BadParameterException("from", "or release is needed, and not both");
        }
        if (release != null && !feature.released(key, Parameters.needed("release", release, LONGEST))) {
            return answer(404, "the feature has not answered with this release", "release");
        }
        Instant now = clock.instant();
        OptionalLong sessions = feature.learnAnew(
                key, from == null ? null : Parameters.range(from, null, now).fromNano(), release, now);
        return sessions.isPresent()
                ? Response.accepted(new Anew(key.feature(), sessions.getAsLong(), config.learn()))
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .build()
                : answer(409, "the feature has no reference yet: it is still learning, or not known", "feature");
    }

    private static int project(@Nullable String project) {
        return Parameters.number("project", project, 1, 1, Integer.MAX_VALUE);
    }

    private static Response answer(int status, String error, String field) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", error, "field", field))
                .build();
    }
}
