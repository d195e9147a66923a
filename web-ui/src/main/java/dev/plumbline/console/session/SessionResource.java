package dev.plumbline.console.session;

import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.score.Score;
import dev.plumbline.console.traces.PageCursor;
import dev.plumbline.console.traces.PageScores;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.Url;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RelatedReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The screen of one session. */
@Blocking
@Path("/sessions")
@Produces(MediaType.TEXT_HTML)
public class SessionResource {
    private static final int TURNS = 50;
    private static final int LONGEST_ID = 1000;

    private final RelatedReader related;
    private final PageScores scores;
    private final Frames frames;
    private final Pages pages;

    SessionResource(RelatedReader related, PageScores scores, Frames frames, Pages pages) {
        this.related = related;
        this.scores = scores;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "session")
    static class Templates {
        private Templates() {}

        static native TemplateInstance session(Frame frame, SessionPage page);
    }

    @GET
    @Path("{id}")
    public RestResponse<TemplateInstance> session(RoutingContext call, @PathParam("id") String id) {
        return answer(call, id);
    }

    /** A session whose name a path cannot hold. */
    @GET
    public RestResponse<TemplateInstance> session(RoutingContext call) {
        return answer(call, Query.of(call.queryParams()).text("id"));
    }

    private RestResponse<TemplateInstance> answer(RoutingContext call, String id) {
        try {
            Frame frame = frames.of(call, "traces");
            if (id.isEmpty() || id.length() > LONGEST_ID) {
                throw new BadQuery("id", "Name a session: /sessions?id= and its id, of at most 1000 characters.");
            }
            SessionPage page = page(frame, id, Query.of(call.queryParams()));
            if (page.turns().isEmpty()) {
                return pages.error(
                        call,
                        new ErrorPage(
                                404,
                                "No such session",
                                "No request of the session " + page.shown()
                                        + " is stored in this project. A request appears once its root span arrived, or a"
                                        + " little after its last span."));
            }
            return Pages.html(200, Templates.session(frame, page));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        } catch (SQLException e) {
            return pages.error(
                    call,
                    new ErrorPage(503, "The session could not be read", "The trace store did not answer in time."));
        }
    }

    private SessionPage page(Frame frame, String id, Query query) throws SQLException {
        int project = frame.chosen().project().id();
        String cursor = query.first("cursor");
        int first = number(query.text("turn"));
        List<Request> found = related.ofSession(
                project, id.replace('\0', '\uFFFD'), cursor == null ? null : PageCursor.parse(cursor), TURNS + 1);
        boolean more = found.size() > TURNS;
        List<Request> shown = more ? found.subList(0, TURNS) : found;
        Card<Map<String, List<Score>>> known = scores.of(project, shown);
        Url here = frame.session(id);
        return new SessionPage(
                id,
                Talk.facts(shown),
                Talk.turns(shown, first, known.orElse(Map.of()), frame),
                known.problem() == null ? "" : known.problem(),
                new SessionPage.Links(
                        here.with("cursor", cursor),
                        more
                                ? here.with("cursor", PageCursor.after(shown.get(shown.size() - 1)))
                                        .with("turn", String.valueOf(first + TURNS))
                                        .toString()
                                : "",
                        cursor == null ? "" : here.toString()));
    }

    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(text) : 1;
    }
}
