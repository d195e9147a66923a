package dev.plumbline.console.sources;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.snippet.OtlpConfig;
import dev.plumbline.console.snippet.Snippets;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The screen of a project's ingest keys; a key's text is shown once, with what to paste. */
@Blocking
@Path("/settings/keys")
@Produces(MediaType.TEXT_HTML)
public class KeyResource {
    private static final int AN_HOUR = 3600;

    private final SourcesClient client;
    private final OtlpConfig otlp;
    private final Frames frames;
    private final Pages pages;

    KeyResource(SourcesClient client, OtlpConfig otlp, Frames frames, Pages pages) {
        this.client = client;
        this.otlp = otlp;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "sources")
    static class Templates {
        private Templates() {}

        static native TemplateInstance keys(Frame frame, KeysPage page);
    }

    @GET
    public RestResponse<TemplateInstance> keys(RoutingContext call) {
        try {
            return page(frames.of(call, "settings"), null, null, KeysPage.Said.NOTHING);
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    /** Makes a key, and its project where there is none of that name. */
    @POST
    public RestResponse<TemplateInstance> make(RoutingContext call, @FormParam("of") @Nullable String project) {
        String name = project == null ? "" : project.strip();
        return made(call, name, client.makeKey(Frames.actor(call), name));
    }

    @POST
    @Path("{id}/rotate")
    public RestResponse<TemplateInstance> rotate(
            RoutingContext call,
            @PathParam("id") String id,
            @FormParam("of") @Nullable String project,
            @FormParam("grace") @Nullable String grace) {
        int seconds = grace != null && grace.matches("[0-9]{1,7}") ? Integer.parseInt(grace) : AN_HOUR;
        return made(call, project, client.rotate(Frames.actor(call), id, seconds));
    }

    @POST
    @Path("{id}/revoke")
    public RestResponse<TemplateInstance> revoke(
            RoutingContext call, @PathParam("id") String id, @FormParam("of") @Nullable String project) {
        Card<Boolean> done = client.revoke(Frames.actor(call), id);
        return page(
                frames.of(call, "settings"),
                project,
                null,
                done.ok()
                        ? new KeysPage.Said("The key " + Visible.line(id, 80) + " ends within half a minute.", false)
                        : new KeysPage.Said(String.valueOf(done.problem()), true));
    }

    private RestResponse<TemplateInstance> made(RoutingContext call, @Nullable String project, Card<Kept.Made> key) {
        Frame frame = frames.of(call, "settings");
        if (!key.ok()) {
            return page(frame, project, null, new KeysPage.Said(String.valueOf(key.problem()), true));
        }
        String text = key.loaded().key();
        return page(
                frame,
                project,
                new KeysPage.Made(
                        text,
                        Snippets.of(
                                otlp.publicHttp().toString(), otlp.publicGrpc().toString(), text)),
                KeysPage.Said.NOTHING);
    }

    private RestResponse<TemplateInstance> page(
            Frame frame, @Nullable String project, KeysPage.@Nullable Made made, KeysPage.Said said) {
        String name =
                project == null || project.isBlank() ? frame.chosen().project().name() : project;
        Card<List<KeysPage.Line>> keys = client.keys(name)
                .join()
                .map(found -> found.items().stream().map(KeysPage.Line::of).toList());
        return Pages.html(
                said.refused() ? 400 : keys.ok() || made != null ? 200 : 503,
                Templates.keys(frame, new KeysPage(name, keys, made, said)));
    }
}
