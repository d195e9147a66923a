package dev.plumbline.console.api;

import dev.plumbline.console.project.Projects;
import dev.plumbline.console.rebuild.Bundle;
import dev.plumbline.console.rebuild.ComponentDiff;
import dev.plumbline.console.rebuild.RequestId;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.fingerprint.CanonicalJson;
import dev.plumbline.tracestore.fingerprint.Components;
import dev.plumbline.tracestore.fingerprint.SeenCall;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a model saw at one request, and how that differs from another. */
@Blocking
@Path("/api/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
public class RebuiltResource {
    private final TraceReader traces;
    private final RequestReader requests;
    private final Projects projects;

    RebuiltResource(TraceReader traces, RequestReader requests, Projects projects) {
        this.traces = traces;
        this.requests = requests;
        this.projects = projects;
    }

    private record Rebuilt(Request request, SeenCall call) {}

    /**
     * @param same whether both have the same fingerprint, of all components together
     * @param components each of the six, in the order in which they are hashed
     */
    public record Diff(RequestRef a, RequestRef b, boolean same, List<ComponentDiff> components) {}

    /** The bundle in the form of RFC 8785; its SHA-256 stands in the header, for whoever keeps it. */
    @GET
    @Path("{id}/bundle")
    public RestResponse<Object> bundle(@PathParam("id") String id, @QueryParam("project") @Nullable String project) {
        try {
            RequestId wanted = RequestId.parse(id, "id");
            Optional<Rebuilt> rebuilt = rebuilt(projects.id(project), wanted);
            if (rebuilt.isEmpty()) {
                return unknown(wanted, "id");
            }
            String json = CanonicalJson.write(
                    Bundle.of(rebuilt.get().request(), rebuilt.get().call()));
            String digest = Components.sha256(json.getBytes(StandardCharsets.UTF_8));
            return RestResponse.ResponseBuilder.<Object>create(200, null)
                    .entity(json)
                    .header("Content-Type", MediaType.APPLICATION_JSON)
                    .header("ETag", "\"" + digest + "\"")
                    .header(
                            "Repr-Digest",
                            "sha-256=:"
                                    + Base64.getEncoder()
                                            .encodeToString(HexFormat.of().parseHex(digest)) + ":")
                    .build();
        } catch (BadQuery e) {
            return ApiError.of(400, e.problem(), e.field());
        } catch (SQLException e) {
            return ApiError.storeDown(e);
        }
    }

    @GET
    @Path("diff")
    public RestResponse<Object> diff(
            @QueryParam("a") @Nullable String a,
            @QueryParam("b") @Nullable String b,
            @QueryParam("project") @Nullable String project) {
        try {
            RequestId first = RequestId.parse(a, "a");
            RequestId second = RequestId.parse(b, "b");
            int projectId = projects.id(project);
            Optional<Rebuilt> one = rebuilt(projectId, first);
            Optional<Rebuilt> other = rebuilt(projectId, second);
            if (one.isEmpty()) {
                return unknown(first, "a");
            }
            if (other.isEmpty()) {
                return unknown(second, "b");
            }
            List<ComponentDiff> components = ComponentDiff.of(
                    one.get().call().components(), other.get().call().components());
            return ApiError.answer(
                    200,
                    new Diff(
                            one.get().request().ref(),
                            other.get().request().ref(),
                            components.stream().allMatch(ComponentDiff::same),
                            components));
        } catch (BadQuery e) {
            return ApiError.of(400, e.problem(), e.field());
        } catch (SQLException e) {
            return ApiError.storeDown(e);
        }
    }

    private Optional<Rebuilt> rebuilt(int projectId, RequestId id) throws SQLException {
        Optional<Request> request = id.among(requests.ofTrace(projectId, id.traceId()));
        if (request.isEmpty()) {
            return Optional.empty();
        }
        List<StoredSpan> trace = traces.trace(projectId, id.traceId());
        return SeenCall.of(request.get().ref().spanId(), trace).map(call -> new Rebuilt(request.get(), call));
    }

    private static RestResponse<Object> unknown(RequestId id, String field) {
        return ApiError.of(404, "There is no request " + id + " in this project.", field);
    }
}
