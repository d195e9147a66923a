package dev.plumbline.console.frame;

import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** An address that leads nowhere, and a failure nobody thought of: a page for people, JSON for programs. */
public class UnknownResource {
    private static final Logger LOG = Logger.getLogger(UnknownResource.class);

    private final Pages pages;

    UnknownResource(Pages pages) {
        this.pages = pages;
    }

    @ServerExceptionMapper
    Response unknown(NotFoundException nothing, RoutingContext call) {
        String path = String.valueOf(call.request().path());
        return answer(
                call,
                new ErrorPage(404, "Nothing here", "There is no page at this address."),
                Map.of("error", "There is no " + path + " here.", "field", "path"));
    }

    /** A method, a type or a body that is not answered here. */
    @ServerExceptionMapper
    Response refused(WebApplicationException refusal, RoutingContext call) {
        int status = refusal.getResponse().getStatus();
        if (status < 400) {
            return refusal.getResponse();
        }
        String reason = String.valueOf(refusal.getResponse().getStatusInfo().getReasonPhrase());
        return answer(
                call,
                new ErrorPage(status, "This is not answered here", reason + "."),
                Map.of("error", reason + ".", "field", "request"));
    }

    @ServerExceptionMapper
    Response failed(RuntimeException failure, RoutingContext call) {
        LOG.errorf(failure, "%s failed", call.request().path());
        return answer(
                call,
                new ErrorPage(500, "This could not be shown", "The console failed at it; its log says why."),
                Map.of("error", "The console failed; its log says why.", "field", "console"));
    }

    private Response answer(RoutingContext call, ErrorPage page, Map<String, String> json) {
        @Nullable String accept = call.request().getHeader("Accept");
        String path = String.valueOf(call.request().path());
        Response.ResponseBuilder response = Response.status(page.status());
        if (!path.startsWith("/api/") && accept != null && accept.contains("text/html")) {
            TemplateInstance html = pages.page(call, page);
            return response.type("text/html;charset=UTF-8")
                    .entity(html.render())
                    .build();
        }
        return response.type(MediaType.APPLICATION_JSON).entity(json).build();
    }
}
