package dev.plumbline.console.api;

import dev.plumbline.console.project.Projects;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.tracestore.FingerprintReader;
import dev.plumbline.tracestore.FingerprintReader.Sighting;
import dev.plumbline.tracestore.fingerprint.Components;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;

/** Where a fingerprint was seen: when first and last, how often, from which releases. */
@Blocking
@Path("/api/v1/fingerprints/{digest}")
@Produces(MediaType.APPLICATION_JSON)
public class FingerprintsResource {
    private static final String REQUEST = "request";

    private final FingerprintReader fingerprints;
    private final Projects projects;

    FingerprintsResource(FingerprintReader fingerprints, Projects projects) {
        this.fingerprints = fingerprints;
        this.projects = projects;
    }

    /**
     * @param component {@code request}, or the component whose digest was asked for
     * @param count settled requests with it
     * @param firstSeenNano start of the earliest, nanoseconds since the Unix epoch
     * @param lastSeenNano start of the latest
     * @param releases by feature and release, the earliest first
     */
    public record Seen(
            String digest,
            String component,
            long count,
            long firstSeenNano,
            long lastSeenNano,
            List<Sighting> releases) {}

    @GET
    public RestResponse<Object> seen(
            @PathParam("digest") String digest,
            @QueryParam("component") @Nullable String component,
            @QueryParam("project") @Nullable String project) {
        try {
            if (!digest.matches("[0-9a-f]{64}")) {
                throw new BadQuery("digest", "A digest is 64 lower-case hex digits.");
            }
            String part = component == null ? REQUEST : component;
            if (!part.equals(REQUEST) && !Components.NAMES.contains(part)) {
                throw new BadQuery(
                        "component",
                        "A component is " + REQUEST + " or one of " + String.join(", ", Components.NAMES) + ".");
            }
            int projectId = projects.id(project);
            List<Sighting> releases = part.equals(REQUEST)
                    ? fingerprints.ofRequest(projectId, digest)
                    : fingerprints.ofComponent(projectId, Components.NAMES.indexOf(part), digest);
            if (releases.isEmpty()) {
                return ApiError.of(404, "No request in this project has this digest as its " + part + ".", "digest");
            }
            return ApiError.answer(
                    200,
                    new Seen(
                            digest,
                            part,
                            releases.stream().mapToLong(Sighting::count).sum(),
                            releases.stream()
                                    .mapToLong(Sighting::firstNano)
                                    .min()
                                    .orElse(0),
                            releases.stream()
                                    .mapToLong(Sighting::lastNano)
                                    .max()
                                    .orElse(0),
                            releases));
        } catch (BadQuery e) {
            return ApiError.of(400, e.problem(), e.field());
        } catch (SQLException e) {
            return ApiError.storeDown(e);
        }
    }
}
