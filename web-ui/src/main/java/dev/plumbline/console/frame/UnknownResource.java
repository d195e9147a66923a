package dev.plumbline.console.frame;

import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** An address that leads nowhere: a page for people, JSON for programs. */
public class UnknownResource {
    private final Pages pages;

    UnknownResource(Pages pages) {
        this.pages = pages;
    }

    @ServerExceptionMapper
    Response unknown(NotFoundException nothing, RoutingContext call) {
        @Nullable String accept = call.request().getHeader("Accept");
        String path = call.request().path();
        if (path != null && !path.startsWith("/api/") && accept != null && accept.contains("text/html")) {
            TemplateInstance page =
                    pages.page(call, new ErrorPage(404, "Nothing here", "There is no page at this address."));
            return Response.status(404)
                    .type("text/html;charset=UTF-8")
                    .entity(page.render())
                    .build();
        }
        return Response.status(404)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", "There is no " + path + " here.", "field", "path"))
                .build();
    }
}
