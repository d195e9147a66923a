package dev.plumbline.ingest.project;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The projects and what each may send. */
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
public class ProjectResource {
    private static final Set<Integer> CLASSES = Set.of(7, 30, 90, 400);

    private final ProjectRows projects;
    private final LimitStore limits;

    ProjectResource(ProjectRows projects, LimitStore limits) {
        this.projects = projects;
        this.limits = limits;
    }

    /**
     * @param spansPerSecond null where there is no limit
     * @param retentionDays how long its traces are kept
     */
    public record Project(
            int id, String name, String createdAt, @Nullable Integer spansPerSecond, int retentionDays) {
        static Project from(ProjectRow row) {
            return new Project(row.id, row.name, row.createdAt.toString(), row.spansPerSecond, row.retentionDays);
        }
    }

    /** @param spansPerSecond 1 or more; null for no limit */
    public record Limit(@Nullable Integer spansPerSecond) {}

    /** @param days 7, 30, 90 or 400 */
    public record Retention(@Nullable Integer days) {}

    @GET
    public Map<String, Object> list() {
        List<Project> items =
                projects.find("order by id").stream().map(Project::from).toList();
        Map<String, Object> page = new HashMap<>();
        page.put("items", items);
        page.put("next", null);
        return page;
    }

    @PUT
    @Path("/{project}/limit")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public Response limit(@PathParam("project") String project, Limit wanted) {
        if (wanted.spansPerSecond() != null && wanted.spansPerSecond() < 1) {
            return refuse(Response.Status.BAD_REQUEST, "spansPerSecond", "must be 1 or more, or null");
        }
        ProjectRow row = projects.find("name", project).firstResult();
        if (row == null) {
            return refuse(Response.Status.NOT_FOUND, "project", "is unknown");
        }
        row.spansPerSecond = wanted.spansPerSecond();
        limits.forget(row.id);
        return Response.ok(Project.from(row)).build();
    }

    /** Holds for days whose tables are not made yet: from tomorrow on, at the latest. */
    @PUT
    @Path("/{project}/retention")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public Response retention(@PathParam("project") String project, Retention wanted) {
        if (wanted.days() == null || !CLASSES.contains(wanted.days())) {
            return refuse(Response.Status.BAD_REQUEST, "days", "must be 7, 30, 90 or 400");
        }
        ProjectRow row = projects.find("name", project).firstResult();
        if (row == null) {
            return refuse(Response.Status.NOT_FOUND, "project", "is unknown");
        }
        row.retentionDays = wanted.days();
        return Response.ok(Project.from(row)).build();
    }

    private static Response refuse(Response.Status status, String field, String reason) {
        return Response.status(status)
                .entity(Map.of("error", field + " " + reason, "field", field))
                .build();
    }
}
