package dev.plumbline.console.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plumbline.console.project.Projects;
import dev.plumbline.console.traces.PageCursor;
import dev.plumbline.console.traces.RequestSearch;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Query;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.CostReader;
import dev.plumbline.tracestore.RequestCost;
import dev.plumbline.tracestore.RequestReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists requests, latest first, with the same filters as the screen. */
@Blocking
@Path("/api/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
public class RequestsResource {
    private static final int NORMAL = 50;
    private static final int HIGHEST = 500;

    private final RequestReader requests;
    private final CostReader costs;
    private final Projects projects;
    private final Clock clock;

    RequestsResource(RequestReader requests, CostReader costs, Projects projects, Clock clock) {
        this.requests = requests;
        this.costs = costs;
        this.projects = projects;
        this.clock = clock;
    }

    /** A page. @param next the cursor of the next page, or null on the last */
    public record Page(List<Priced> items, @Nullable String next) {}

    /** A request with what it cost. */
    public record Priced(@JsonUnwrapped Request request, RequestCost cost) {}

    @GET
    public RestResponse<Object> list(@Context UriInfo uri) {
        try {
            MultivaluedMap<String, String> given = uri.getQueryParameters();
            RequestSearch.refuseUnknown(given.keySet());
            List<Map.Entry<String, String>> entries = new ArrayList<>();
            given.forEach((name, values) -> values.forEach(value -> entries.add(Map.entry(name, value))));
            Query query = Query.of(entries);
            RequestSearch search = RequestSearch.parse(query, NORMAL, HIGHEST, clock.instant());
            int project = projects.id(query.first("project"));
            List<Request> rows = requests.list(search.query(project));
            boolean more = rows.size() > search.limit();
            List<Request> items = more ? rows.subList(0, search.limit()) : rows;
            Map<RequestRef, RequestCost> cost =
                    costs.byRef(items.stream().map(Request::ref).toList());
            List<Priced> priced = items.stream()
                    .map(request -> new Priced(request, cost.getOrDefault(request.ref(), RequestCost.NONE)))
                    .toList();
            return ApiError.answer(200, new Page(priced, more ? PageCursor.after(items.get(items.size() - 1)) : null));
        } catch (BadQuery e) {
            return ApiError.of(400, e.problem(), e.field());
        } catch (SQLException e) {
            return ApiError.storeDown(e);
        }
    }
}
