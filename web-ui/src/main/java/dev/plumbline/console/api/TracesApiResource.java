package dev.plumbline.console.api;

import dev.plumbline.console.project.Projects;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.Truth;
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

/** One trace with everything that is known of it. */
@Blocking
@Path("/api/v1/traces/{traceId}")
@Produces(MediaType.APPLICATION_JSON)
public class TracesApiResource {
    private final TraceReader traces;
    private final RequestReader requests;
    private final Projects projects;

    TracesApiResource(TraceReader traces, RequestReader requests, Projects projects) {
        this.traces = traces;
        this.requests = requests;
        this.projects = projects;
    }

    /**
     * @param requests the answered user requests in it, each with its fingerprint
     * @param spans in order of start, with content and raw attributes
     * @param truths feedback and truth, in the order they became known
     */
    public record WholeTrace(String traceId, List<Request> requests, List<StoredSpan> spans, List<Truth> truths) {}

    @GET
    public RestResponse<Object> trace(
            @PathParam("traceId") String traceId, @QueryParam("project") @Nullable String project) {
        try {
            if (!traceId.matches("[0-9a-f]{32}")) {
                throw new BadQuery("traceId", "A trace id is 32 lower-case hex digits.");
            }
            int projectId = projects.id(project);
            List<StoredSpan> spans = traces.trace(projectId, traceId);
            if (spans.isEmpty()) {
                return ApiError.of(404, "There is no trace " + traceId + " in this project.", "traceId");
            }
            return ApiError.answer(
                    200,
                    new WholeTrace(
                            traceId, requests.ofTrace(projectId, traceId), spans, requests.truths(projectId, traceId)));
        } catch (BadQuery e) {
            return ApiError.of(400, e.problem(), e.field());
        } catch (SQLException e) {
            return ApiError.storeDown(e);
        }
    }
}
