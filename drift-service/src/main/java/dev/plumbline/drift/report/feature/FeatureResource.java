package dev.plumbline.drift.report.feature;

import dev.plumbline.contracts.query.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The features of a project and how the watch over each stands. */
@Path("/api/v1/drift/features")
public class FeatureResource {
    private final FeatureListStore features;

    FeatureResource(FeatureListStore features) {
        this.features = features;
    }

    /** All at once. */
    public record Page(List<FeatureItem> items, @Nullable String next) {}

    @GET
    @Blocking
    public Page list(@QueryParam("project") @Nullable String project) {
        return new Page(features.list(Parameters.number("project", project, 1, 1, Integer.MAX_VALUE)), null);
    }
}
