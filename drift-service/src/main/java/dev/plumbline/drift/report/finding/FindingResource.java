package dev.plumbline.drift.report.finding;

import dev.plumbline.contracts.query.BadParameterException;
import dev.plumbline.contracts.query.Parameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Findings, the one opened last first. */
@Path("/api/v1/drift/findings")
public class FindingResource {
    private static final int MOST = 500;
    private static final List<String> STATES = List.of("open", "closed");

    private final FindingListStore findings;
    private final Clock clock;

    FindingResource(FindingListStore findings, Clock clock) {
        this.findings = findings;
        this.clock = clock;
    }

    /** @param next cursor of the page after; null when there is none */
    public record Page(List<FindingItem> items, @Nullable String next) {}

    /** Which findings: each may be left out. */
    public static final class Filter {
        @QueryParam("feature")
        @Nullable
        String feature;

        @QueryParam("state")
        @Nullable
        String state;

        @QueryParam("from")
        @Nullable
        String from;

        @QueryParam("to")
        @Nullable
        String to;
    }

    @GET
    @Blocking
    public Page list(
            @QueryParam("project") @Nullable String project,
            @BeanParam Filter filter,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        int size = Parameters.number("limit", limit, 50, 1, MOST);
        List<FindingItem> found = findings.list(query(project, filter, cursor, size + 1));
        if (found.size() <= size) {
            return new Page(found, null);
        }
        FindingItem last = found.get(size - 1);
        long opened = last.when().opened().getEpochSecond() * 1_000_000_000L
                + last.when().opened().getNano();
        return new Page(found.subList(0, size), new FindingQuery.Cursor(opened, last.id()).text());
    }

    @GET
    @Path("/{id}")
    @Blocking
    public Response one(@PathParam("id") String id) {
        return findings.find(id)
                .map(detail ->
                        Response.ok(detail, MediaType.APPLICATION_JSON_TYPE).build())
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(Map.of("error", "there is no such finding", "field", "id"))
                        .build());
    }

    private FindingQuery query(@Nullable String project, Filter filter, @Nullable String cursor, int limit) {
        String state = Parameters.text("state", filter.state);
        if (state != null && !STATES.contains(state)) {
            throw new BadParameterException("state", "is none of " + String.join(", ", STATES));
        }
        boolean anyTime = Parameters.text("from", filter.from) == null && Parameters.text("to", filter.to) == null;
        return new FindingQuery(
                Parameters.number("project", project, 1, 1, Integer.MAX_VALUE),
                Parameters.text("feature", filter.feature),
                state,
                anyTime ? Parameters.Range.ALL : Parameters.range(filter.from, filter.to, clock.instant()),
                cursor == null || cursor.isBlank() ? null : FindingQuery.Cursor.of(cursor),
                limit);
    }
}
