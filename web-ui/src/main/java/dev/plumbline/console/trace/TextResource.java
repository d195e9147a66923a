package dev.plumbline.console.trace;

import dev.plumbline.console.project.Projects;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Url;
import dev.plumbline.tracestore.TraceReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

/** One long text of a span: stretch by stretch, or whole as a file that no browser runs. */
@Blocking
@Path("/")
public class TextResource {
    private final TraceReader traces;
    private final Projects projects;

    TextResource(TraceReader traces, Projects projects) {
        this.traces = traces;
        this.projects = projects;
    }

    @CheckedTemplate(basePath = "trace")
    static class Templates {
        private Templates() {}

        static native TemplateInstance excerpt(Excerpt excerpt);
    }

    @GET
    @Path("traces/{traceId}/text")
    public Response whole(
            @PathParam("traceId") String traceId,
            @QueryParam("span") @Nullable String span,
            @QueryParam("part") @Nullable String part,
            @QueryParam("project") @Nullable String project)
            throws SQLException {
        Optional<String> text = find(traceId, span, part, project);
        if (text.isEmpty()) {
            return nothing();
        }
        return Response.ok(text.get().getBytes(StandardCharsets.UTF_8))
                .type("text/plain;charset=UTF-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + traceId + "-"
                                + String.valueOf(part).replaceAll("[^a-z0-9.]", "_") + ".txt\"")
                .build();
    }

    @GET
    @Path("x/traces/{traceId}/text")
    public Response stretch(
            @PathParam("traceId") String traceId,
            @QueryParam("span") @Nullable String span,
            @QueryParam("part") @Nullable String part,
            @QueryParam("project") @Nullable String project,
            @QueryParam("offset") int offset)
            throws SQLException {
        Optional<String> text = find(traceId, span, part, project);
        if (text.isEmpty()) {
            return nothing();
        }
        Url place = Url.of("/traces/" + traceId + "/text")
                .with("project", project)
                .with("span", span)
                .with("part", part);
        return Response.ok(Templates.excerpt(Excerpt.of(text.get(), offset, place)))
                .type("text/html;charset=UTF-8")
                .build();
    }

    private Optional<String> find(
            String traceId, @Nullable String span, @Nullable String part, @Nullable String project)
            throws SQLException {
        if (!traceId.matches("[0-9a-f]{32}") || span == null || part == null) {
            return Optional.empty();
        }
        try {
            return traces.span(projects.id(project), traceId, span).flatMap(stored -> SpanTexts.find(stored, part));
        } catch (BadQuery noProject) {
            return Optional.empty();
        }
    }

    private static Response nothing() {
        return Response.status(404)
                .type("text/plain;charset=UTF-8")
                .entity("There is no such text.")
                .build();
    }
}
