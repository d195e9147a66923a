package dev.plumbline.console.sources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;

/** The screens of projects: what each may send, how long it is kept, and what is taken out before. */
@Blocking
@Path("/settings/projects")
@Produces(MediaType.TEXT_HTML)
public class ProjectResource {
    private static final int WORD = 300;

    private final SourcesClient client;
    private final Frames frames;
    private final Pages pages;

    ProjectResource(SourcesClient client, Frames frames, Pages pages) {
        this.client = client;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "sources")
    static class Templates {
        private Templates() {}

        static native TemplateInstance projects(Frame frame, ProjectsPage page);

        static native TemplateInstance privacy(Frame frame, ProjectsPage.Privacy page);
    }

    @GET
    public RestResponse<TemplateInstance> projects(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "settings");
            Card<List<ProjectsPage.Line>> projects = client.projects()
                    .join()
                    .map(found ->
                            found.items().stream().map(ProjectsPage.Line::of).toList());
            String said = call.queryParams().get("done");
            return Pages.html(
                    projects.ok() ? 200 : 503,
                    Templates.projects(frame, new ProjectsPage(projects, Visible.line(said, WORD))));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @POST
    @Path("{project}/limit")
    public Response limit(
            RoutingContext call,
            @PathParam("project") String project,
            @FormParam("spansPerSecond") @Nullable String limit) {
        String wanted = limit == null ? "" : limit.strip();
        if (!wanted.matches("[0-9]{0,9}")) {
            return back(Card.failed("spansPerSecond must be a whole number, or empty for no limit"), "");
        }
        Integer spans = wanted.isEmpty() ? null : Integer.valueOf(wanted);
        return back(client.limit(Frames.actor(call), project, spans), "The limit of " + project + " is set.");
    }

    @POST
    @Path("{project}/retention")
    public Response retention(
            RoutingContext call, @PathParam("project") String project, @FormParam("days") @Nullable String days) {
        int wanted = days != null && days.matches("[0-9]{1,4}") ? Integer.parseInt(days) : 0;
        return back(
                client.retention(Frames.actor(call), project, wanted),
                project + " keeps " + wanted + " days; it holds for days whose tables are not made yet.");
    }

    @GET
    @Path("{project}/privacy")
    public RestResponse<TemplateInstance> privacy(RoutingContext call, @PathParam("project") String project) {
        try {
            Card<String> policy = client.privacy(project).join().map(JsonNode::toPrettyString);
            int status = policy.ok() ? 200 : String.valueOf(policy.problem()).contains("answered 404") ? 404 : 503;
            return privacy(call, status, project, policy, "");
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    /** A policy that is refused is shown as it was written, with the field that is wrong. */
    @POST
    @Path("{project}/privacy")
    public RestResponse<TemplateInstance> setPrivacy(
            RoutingContext call, @PathParam("project") String project, @FormParam("policy") @Nullable String policy) {
        String written = policy == null ? "" : policy;
        Card<Boolean> done = client.privacy(Frames.actor(call), project, written);
        return done.ok()
                ? RestResponse.seeOther(URI.create(Url.of("/settings/projects")
                        .with("done", "The policy of " + project + " holds within 30 seconds.")
                        .toString()))
                : privacy(call, 400, project, Card.of(written), String.valueOf(done.problem()));
    }

    private RestResponse<TemplateInstance> privacy(
            RoutingContext call, int status, String project, Card<String> policy, String problem) {
        return Pages.html(
                status,
                Templates.privacy(
                        frames.of(call, "settings"),
                        new ProjectsPage.Privacy(
                                Url.encode(project),
                                Visible.line(project, WORD),
                                policy.map(Visible::marked),
                                Visible.line(problem, WORD))));
    }

    private static Response back(Card<Boolean> done, String word) {
        return Response.seeOther(URI.create(Url.of("/settings/projects")
                        .with("done", done.ok() ? word : "refused: " + done.problem())
                        .toString()))
                .build();
    }
}
