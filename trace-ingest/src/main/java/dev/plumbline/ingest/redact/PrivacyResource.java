package dev.plumbline.ingest.redact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ingest.redact.PolicyJson.BadPolicyException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalInt;

/** What a project keeps: redaction and capture. */
@Path("/api/v1/projects/{project}/privacy")
@Produces(MediaType.APPLICATION_JSON)
public class PrivacyResource {
    private final PrivacyStore store;

    PrivacyResource(PrivacyStore store) {
        this.store = store;
    }

    @GET
    public Response get(@PathParam("project") String project) throws SQLException, BadPolicyException {
        OptionalInt id = store.project(project);
        return id.isEmpty()
                ? unknown(project)
                : Response.ok(PolicyJson.write(store.policy(id.getAsInt()))).build();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("project") String project, JsonNode wanted) throws SQLException {
        OptionalInt id = store.project(project);
        if (id.isEmpty()) {
            return unknown(project);
        }
        try {
            Policy policy = PolicyJson.read(String.valueOf(wanted));
            store.put(id.getAsInt(), policy);
            return Response.ok(PolicyJson.write(policy)).build();
        } catch (BadPolicyException e) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(Map.of("error", e.field() + " " + e.getMessage(), "field", e.field()))
                    .build();
        }
    }

    private static Response unknown(String project) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(Map.of("error", "no project is called " + project, "field", "project"))
                .build();
    }
}
