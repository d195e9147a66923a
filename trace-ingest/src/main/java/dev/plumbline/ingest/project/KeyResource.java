package dev.plumbline.ingest.project;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Makes, shows, rotates and revokes ingest keys; a revoked one ends within half a minute everywhere. */
@Path("/api/v1/keys")
public class KeyResource {
    private static final int DEFAULT_GRACE_SECONDS = 3600;
    private static final int LONGEST_GRACE_SECONDS = 30 * 24 * 3600;

    private final KeyStore keys;

    KeyResource(KeyStore keys) {
        this.keys = keys;
    }

    /** @param project its name: letters, digits, {@code . _ -}, at most 64 */
    public record NewKey(@Nullable String project) {}

    /** @param graceSeconds how long the old key stays good; 3600 when left out, 30 days at most */
    public record Rotation(@Nullable Integer graceSeconds) {}

    @GET
    public Map<String, Object> list(@QueryParam("project") @DefaultValue("default") String project) {
        Map<String, Object> page = new HashMap<>();
        page.put("items", keys.list(project));
        page.put("next", null);
        return page;
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rotate(@PathParam("id") String id, @Nullable Rotation rotation) {
        Integer wanted = rotation == null ? null : rotation.graceSeconds();
        int grace = wanted == null ? DEFAULT_GRACE_SECONDS : wanted;
        if (grace < 0 || grace > LONGEST_GRACE_SECONDS) {
            return refuse(Response.Status.BAD_REQUEST, "graceSeconds", "must be between 0 and 2592000");
        }
        return keys.rotate(id, Duration.ofSeconds(grace))
                .map(key -> Response.status(Response.Status.CREATED)
                        .entity(Map.of("key", key))
                        .build())
                .orElseGet(() -> refuse(Response.Status.NOT_FOUND, "id", "is no good key"));
    }

    @DELETE
    @Path("/{id}")
    public Response revoke(@PathParam("id") String id) {
        return keys.revoke(id) ? Response.noContent().build() : refuse(Response.Status.NOT_FOUND, "id", "is no key");
    }

    private static Response refuse(Response.Status status, String field, String reason) {
        return Response.status(status)
                .entity(Map.of("error", field + " " + reason, "field", field))
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(NewKey wanted) {
        String project = wanted.project();
        if (project == null || !project.matches("[A-Za-z0-9._-]{1,64}")) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(Map.of(
                            "error", "project must be 1 to 64 letters, digits, dots, dashes or underscores",
                            "field", "project"))
                    .build();
        }
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("project", project, "key", keys.create(project)))
                .build();
    }
}
