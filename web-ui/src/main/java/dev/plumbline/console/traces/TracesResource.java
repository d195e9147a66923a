package dev.plumbline.console.traces;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.saved.SavedView;
import dev.plumbline.console.saved.SavedViewStore;
import dev.plumbline.console.score.Score;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.Url;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RequestReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The screen with the list of requests. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class TracesResource {
    private static final Logger LOG = Logger.getLogger(TracesResource.class);
    private static final int ROWS = 50;
    private static final int MOST_NEW = 99;

    private final ListScreen lists;
    private final PageScores scores;
    private final SavedViewStore views;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    TracesResource(ListScreen lists, PageScores scores, SavedViewStore views, Frames frames, Pages pages, Clock clock) {
        this.lists = lists;
        this.scores = scores;
        this.views = views;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "traces")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(Frame frame, TracesPage page);

        static native TemplateInstance newer(String count, String link);
    }

    @GET
    @Path("traces")
    public RestResponse<TemplateInstance> list(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "traces");
            Query query = Query.of(call.queryParams());
            readable(frame, query);
            RequestSearch search = RequestSearch.parse(query, ROWS, ROWS, clock.instant());
            TracesPage page = page(frame, query, search);
            return Pages.html(page.rows().ok() ? 200 : 503, Templates.list(frame, page));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    /** How many requests came since the list was made: a link, so that nothing moves under the reader's hand. */
    @GET
    @Path("x/traces/newer")
    public RestResponse<TemplateInstance> newer(RoutingContext call) throws SQLException {
        try {
            Frame frame = frames.of(call, "traces");
            Query query = Query.of(call.queryParams());
            Url list = RequestSearch.link(frame.to("/traces"), query);
            String since = query.text("since");
            readable(frame, query);
            Query newer = query.without(RequestSearch.TIMES)
                    .with("from", since.isEmpty() ? clock.instant().toString() : since);
            RequestSearch search = RequestSearch.parse(newer, MOST_NEW, MOST_NEW, clock.instant());
            int count = lists.count(search.query(frame.chosen().project().id()));
            String words = count == 0 ? "" : count > MOST_NEW ? MOST_NEW + "+" : String.valueOf(count);
            return Pages.html(200, Templates.newer(words, list.toString()));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    private TracesPage page(Frame frame, Query query, RequestSearch search) {
        int project = frame.chosen().project().id();
        Url here = RequestSearch.link(frame.to("/traces"), query);
        Url place = here.with("cursor", query.first("cursor"));
        TracesPage.Form form = Filters.form(query, search, here);
        String first = search.after() == null ? "" : here.toString();
        try {
            RequestReader.Searched searched = lists.search(search.query(project));
            List<Request> found = searched.requests();
            boolean more = found.size() > search.limit();
            boolean timeUp = !more && !searched.whole();
            List<Request> shown = more ? found.subList(0, search.limit()) : found;
            Card<Map<String, List<Score>>> known = scores.of(project, shown);
            List<Listed> rows = new ArrayList<>();
            for (Request request : shown) {
                List<Score> own = known.orElse(Map.of()).getOrDefault(PageScores.key(request.ref()), List.of());
                rows.add(Listed.of(frame.who().shown(request), PageScores.chips(own)));
            }
            String next = more
                    ? here.with("cursor", PageCursor.after(shown.get(shown.size() - 1)))
                            .toString()
                    : timeUp
                            ? here.with("cursor", PageCursor.before(searched.fromNano()))
                                    .toString()
                            : "";
            return new TracesPage(
                    form,
                    Card.of(rows),
                    known.problem() == null ? "" : known.problem(),
                    lists.facets(search.query(project), searched).map(facets -> FacetPanel.of(facets, query, here)),
                    views(project),
                    new TracesPage.Links(
                            here,
                            place,
                            next,
                            first,
                            newerLink(search, here, shown),
                            timeUp ? Moment.minute(Moment.of(searched.fromNano())) : ""));
        } catch (SQLException e) {
            LOG.warnf("The list of requests could not be read: %s", e.getMessage());
            return new TracesPage(
                    form,
                    Card.failed("The trace store did not answer in time. A shorter time range may help."),
                    "",
                    Card.failed("The trace store did not answer in time."),
                    views(project),
                    new TracesPage.Links(here, place, "", first, "", ""));
        }
    }

    private Card<List<SavedView>> views(int project) {
        try {
            return Card.of(views.all(project));
        } catch (SQLException e) {
            LOG.warnf("The saved views could not be read: %s", e.getMessage());
            return Card.failed("The console's store did not answer in time.");
        }
    }

    /** Whoever may not read texts may not feel for them by searching either. */
    private static void readable(Frame frame, Query query) {
        if (!frame.who().content() && query.first("text") != null) {
            throw new BadQuery("text", "Searching texts takes the right to content.");
        }
    }

    private String newerLink(RequestSearch search, Url here, List<Request> shown) {
        if (search.after() != null || search.range().last() == null) {
            return "";
        }
        // One nanosecond after the newest shown; an empty list waits for anything from now on.
        String since = shown.isEmpty()
                ? clock.instant().toString()
                : Moment.of(shown.get(0).time().startNano() + 1).toString();
        return here.at("/x/traces/newer").with("since", since).toString();
    }
}
