package dev.plumbline.ingest.erasure;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Map;

/** Erases one user's data from the trace store and answers with the receipt. */
@Path("/api/v1/ingest/erasures")
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {
    private static final int LONGEST_ID = 1000;

    private final ErasureStore store;

    ErasureResource(ErasureStore store) {
        this.store = store;
    }

    /**
     * @param project its number; 1 when left out
     * @param user the user's id as the application sends it
     */
    public record Wanted(
            @Nullable Integer project, @Nullable String user) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response erase(Wanted wanted) throws SQLException {
        String user = wanted.user();
        if (user == null || user.isBlank() || user.length() > LONGEST_ID) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(Map.of("error", "user must be 1 to 1000 characters", "field", "user"))
                    .build();
        }
        int project = wanted.project() == null ? 1 : wanted.project();
        return Response.ok(store.erase(project, user, "api")).build();
    }
}
