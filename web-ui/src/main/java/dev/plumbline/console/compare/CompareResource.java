package dev.plumbline.console.compare;

import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.score.ScoreClient;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Query;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.TraceReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

import java.sql.SQLException;
import java.util.List;

/** The screen with two requests side by side. */
@Blocking
@Path("/compare")
@Produces(MediaType.TEXT_HTML)
public class CompareResource {
    private final TraceReader traces;
    private final RequestReader requests;
    private final ScoreClient scores;
    private final Frames frames;
    private final Pages pages;

    CompareResource(TraceReader traces, RequestReader requests, ScoreClient scores, Frames frames, Pages pages) {
        this.traces = traces;
        this.requests = requests;
        this.scores = scores;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "compare")
    static class Templates {
        private Templates() {}

        static native TemplateInstance compare(Frame frame, ComparePage page);
    }

    /** {@code a} and {@code b} are trace ids; a dot and a span id name one of several requests of a trace. */
    @GET
    public RestResponse<TemplateInstance> compare(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "traces");
            Query query = Query.of(call.queryParams());
            String a = query.text("a").strip();
            String b = query.text("b").strip();
            Comparison comparison = null;
            if (!a.isEmpty() && !b.isEmpty()) {
                comparison = Comparison.of(side(frame, "a", a), side(frame, "b", b));
            }
            return Pages.html(
                    200,
                    Templates.compare(
                            frame,
                            new ComparePage(
                                    a,
                                    b,
                                    comparison,
                                    frame.compare(b, a),
                                    frame.trace(traceId(a)),
                                    frame.trace(traceId(b)))));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        } catch (SQLException e) {
            return pages.error(
                    call,
                    new ErrorPage(503, "The requests could not be read", "The trace store did not answer in time."));
        }
    }

    private Comparison.Side side(Frame frame, String field, String name) throws SQLException {
        if (!name.matches("[0-9a-f]{32}(\\.[0-9a-f]{16})?")) {
            throw new BadQuery(
                    field, field + " is a trace id of 32 lower-case hex digits, with a dot and a span id if need be.");
        }
        int project = frame.chosen().project().id();
        String traceId = traceId(name);
        List<Request> found = requests.ofTrace(project, traceId);
        Request request = found.stream()
                .filter(one ->
                        name.equals(traceId) || name.endsWith("." + one.ref().spanId()))
                .findFirst()
                .orElseThrow(() -> new BadQuery(field, "There is no request " + name + " in this project (yet)."));
        return new Comparison.Side(
                request,
                traces.trace(project, traceId),
                scores.ofTrace(project, traceId).join().map(ScoreClient.Page::items));
    }

    private static String traceId(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
