package dev.plumbline.ingest.project;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Makes ingest keys. */
@Path("/api/v1/keys")
public class KeyResource {
    private final KeyStore keys;

    KeyResource(KeyStore keys) {
        this.keys = keys;
    }

    /** @param project its name: letters, digits, {@code . _ -}, at most 64 */
    public record NewKey(@Nullable String project) {}

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
