package dev.plumbline.console.frame;

import dev.plumbline.console.view.BadQuery;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse;

/** The screens that are none: bad questions and unknown addresses. */
@ApplicationScoped
public class Pages {
    private final Frames frames;

    Pages(Frames frames) {
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "frame")
    static class Templates {
        private Templates() {}

        static native TemplateInstance error(Frame frame, ErrorPage page);
    }

    /** A question that cannot be answered as asked. */
    public RestResponse<TemplateInstance> bad(RoutingContext call, BadQuery bad) {
        int status = bad.field().equals("project") ? 404 : 400;
        return error(call, new ErrorPage(status, "This address cannot be answered", bad.problem()));
    }

    public RestResponse<TemplateInstance> error(RoutingContext call, ErrorPage page) {
        return html(page.status(), page(call, page));
    }

    public TemplateInstance page(RoutingContext call, ErrorPage page) {
        return Templates.error(frames.plain(call), page);
    }

    public static RestResponse<TemplateInstance> html(int status, TemplateInstance template) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), template)
                .header("Content-Type", "text/html;charset=UTF-8")
                .build();
    }
}
