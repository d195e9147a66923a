package dev.plumbline.console.traces;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.score.Score;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Query;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RelatedReader;
import dev.plumbline.tracestore.RequestReader;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.RestResponse;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a page of requests shows, as a file: a list or a session. */
@Blocking
@Path("/download")
public class DownloadResource {
    private static final int ROWS = 50;

    private final RequestReader requests;
    private final RelatedReader related;
    private final PageScores scores;
    private final RequestFile file;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    DownloadResource(
            RequestReader requests,
            RelatedReader related,
            PageScores scores,
            ObjectMapper json,
            Frames frames,
            Pages pages,
            Clock clock) {
        this.requests = requests;
        this.related = related;
        this.scores = scores;
        this.file = new RequestFile(json);
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    /** The page of the list of requests that the same query shows. */
    @GET
    @Path("requests.{kind: csv|jsonl}")
    public RestResponse<?> requests(RoutingContext call, @PathParam("kind") String kind) {
        return answer(call, "requests." + kind, (project, query) -> {
            RequestSearch search = RequestSearch.parse(query, ROWS, ROWS, clock.instant());
            List<Request> found = requests.list(search.query(project));
            return found.size() > search.limit() ? found.subList(0, search.limit()) : found;
        });
    }

    /** The page of the session that the same query shows. */
    @GET
    @Path("session.{kind: csv|jsonl}")
    public RestResponse<?> session(RoutingContext call, @PathParam("kind") String kind) {
        return answer(call, "session." + kind, (project, query) -> {
            String cursor = query.first("cursor");
            return related.ofSession(project, query.text("id"), cursor == null ? null : PageCursor.parse(cursor), ROWS);
        });
    }

    private interface Rows {
        List<Request> of(int project, Query query) throws SQLException;
    }

    private RestResponse<?> answer(RoutingContext call, String name, Rows rows) {
        try {
            Frame frame = frames.of(call, "traces");
            int project = frame.chosen().project().id();
            List<Request> shown = rows.of(project, Query.of(call.queryParams()));
            Card<Map<String, List<Score>>> known = scores.of(project, shown);
            boolean csv = name.endsWith(".csv");
            return RestResponse.ResponseBuilder.ok(csv ? file.csv(shown, known) : file.jsonLines(shown, known))
                    .header("Content-Type", csv ? "text/csv;charset=UTF-8" : "application/jsonl;charset=UTF-8")
                    .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                    .build();
        } catch (BadQuery e) {
            return pages.bad(call, e);
        } catch (SQLException e) {
            return pages.error(
                    call, new ErrorPage(503, "The file could not be made", "The trace store did not answer in time."));
        }
    }
}
