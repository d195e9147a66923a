package dev.plumbline.console.overview;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.snippet.OtlpConfig;
import dev.plumbline.console.snippet.Snippets;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.tracestore.RequestQuery;
import dev.plumbline.tracestore.RequestReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

import java.sql.SQLException;
import java.time.Clock;

/** The first screen, its refresh, and the wait for the first trace. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class OverviewResource {
    private static final Logger LOG = Logger.getLogger(OverviewResource.class);

    private final Overview overview;
    private final RequestReader requests;
    private final OtlpConfig otlp;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    OverviewResource(
            Overview overview, RequestReader requests, OtlpConfig otlp, Frames frames, Pages pages, Clock clock) {
        this.overview = overview;
        this.requests = requests;
        this.otlp = otlp;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance page(Frame frame, OverviewPage page);

        static native TemplateInstance body(Frame frame, OverviewPage page);

        static native TemplateInstance start(Frame frame, StartPage page);
    }

    @GET
    public RestResponse<TemplateInstance> page(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "overview");
            if (!anyRequest(frame.chosen().project().id())) {
                return Pages.html(200, Templates.start(frame, start(frame)));
            }
            return Pages.html(200, Templates.page(frame, overview.page(frame, range(call), clock.instant())));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @GET
    @Path("x/overview")
    public RestResponse<TemplateInstance> body(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "overview");
            return Pages.html(200, Templates.body(frame, overview.page(frame, range(call), clock.instant())));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    /** Says nothing until the first request is there; then the page loads anew. */
    @GET
    @Path("x/overview/waiting")
    public Response waiting(RoutingContext call) {
        try {
            boolean there =
                    anyRequest(frames.of(call, "overview").chosen().project().id());
            return there
                    ? Response.ok("").header("HX-Refresh", "true").build()
                    : Response.noContent().build();
        } catch (BadQuery e) {
            return Response.status(404).build();
        }
    }

    /** A store that does not answer is no empty one: the full screen says what is wrong. */
    private boolean anyRequest(int project) {
        try {
            return !requests.list(new RequestQuery(project, 0, Long.MAX_VALUE, RequestQuery.Filter.NONE, null, 1))
                    .isEmpty();
        } catch (SQLException e) {
            LOG.warnf("The trace store did not answer: %s", e.getMessage());
            return true;
        }
    }

    private StartPage start(Frame frame) {
        String http = otlp.publicHttp().toString();
        String grpc = otlp.publicGrpc().toString();
        return new StartPage(
                http,
                grpc,
                frame.to("/x/overview/waiting").toString(),
                Snippets.of(http, grpc, frame.isDefaultProject() ? "" : "YOUR-INGEST-KEY"));
    }

    private TimeRange range(RoutingContext call) {
        MultiMap query = call.queryParams();
        return TimeRange.parse(query.get("last"), query.get("from"), query.get("to"), clock.instant());
    }
}
