package dev.plumbline.console.help;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.view.BadQuery;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/** The keys, and the search box of the header. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class HelpResource {
    private final Frames frames;
    private final Pages pages;

    HelpResource(Frames frames, Pages pages) {
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "help")
    static class Templates {
        private Templates() {}

        static native TemplateInstance keys(Frame frame);

        static native TemplateInstance dialog();
    }

    @GET
    @Path("help/keys")
    public RestResponse<TemplateInstance> keys(RoutingContext call) {
        try {
            return Pages.html(200, Templates.keys(frames.of(call, "")));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @GET
    @Path("x/help/keys")
    public RestResponse<TemplateInstance> dialog() {
        return Pages.html(200, Templates.dialog());
    }

    @GET
    @Path("find")
    public Response find(@QueryParam("q") @Nullable String text, @QueryParam("project") @Nullable String project) {
        return Response.seeOther(URI.create(Sought.of(text == null ? "" : text)
                        .with("project", project)
                        .toString()))
                .build();
    }
}
