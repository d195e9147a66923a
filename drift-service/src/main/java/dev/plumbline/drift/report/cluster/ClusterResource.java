package dev.plumbline.drift.report.cluster;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The clusters of one feature, now against its reference. */
@Path("/api/v1/drift/clusters")
public class ClusterResource {
    private final ClusterListStore clusters;

    ClusterResource(ClusterListStore clusters) {
        this.clusters = clusters;
    }

    /** All at once. */
    public record Page(List<ClusterItem> items, @Nullable String next) {}

    @GET
    @Blocking
    public Page list(@QueryParam("project") @Nullable String project, @QueryParam("feature") @Nullable String feature) {
        String wanted = Parameters.text("feature", feature);
        if (wanted == null) {
            throw new BadParameterException("feature", "is missing");
        }
        return new Page(clusters.list(Parameters.number("project", project, 1, 1, Integer.MAX_VALUE), wanted), null);
    }
}
