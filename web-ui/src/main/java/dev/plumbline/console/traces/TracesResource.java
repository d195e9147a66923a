package dev.plumbline.console.traces;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
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
import java.util.LinkedHashMap;
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
    private static final int VALUE = 80;

    private final RequestReader requests;
    private final PageScores scores;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    TracesResource(RequestReader requests, PageScores scores, Frames frames, Pages pages, Clock clock) {
        this.requests = requests;
        this.scores = scores;
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
            Map<String, String> query = query(call);
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
            Map<String, String> query = query(call);
            Url list = filters(frame, query);
            String since = call.queryParams().get("since");
            query.keySet().removeAll(RequestSearch.TIMES);
            query.put("from", since == null ? clock.instant().toString() : since);
            RequestSearch search = RequestSearch.parse(query, MOST_NEW, MOST_NEW, clock.instant());
            int count =
                    requests.list(search.query(frame.chosen().project().id())).size();
            String words = count == 0 ? "" : count > MOST_NEW ? MOST_NEW + "+" : String.valueOf(count);
            return Pages.html(200, Templates.newer(words, list.toString()));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    private TracesPage page(Frame frame, Map<String, String> query, RequestSearch search) {
        int project = frame.chosen().project().id();
        Url here = filters(frame, query);
        TracesPage.Form form = new TracesPage.Form(
                values(query, search), conditions(query, here), search.range().words());
        String first = search.after() == null ? "" : here.toString();
        try {
            List<Request> found = requests.list(search.query(project));
            boolean more = found.size() > search.limit();
            List<Request> shown = more ? found.subList(0, search.limit()) : found;
            Card<Map<String, List<Listed.Chip>>> chips = scores.of(project, shown);
            List<Listed> rows = new ArrayList<>();
            for (Request request : shown) {
                List<Listed.Chip> own = chips.orElse(Map.of()).get(PageScores.key(request.ref()));
                rows.add(Listed.of(request, own == null ? List.of() : own));
            }
            String next = more
                    ? here.with("cursor", PageCursor.after(shown.get(shown.size() - 1)))
                            .toString()
                    : "";
            return new TracesPage(
                    form,
                    Card.of(rows),
                    chips.problem() == null ? "" : chips.problem(),
                    new TracesPage.Links(here, next, first, newerLink(search, here, shown)));
        } catch (SQLException e) {
            LOG.warnf("The list of requests could not be read: %s", e.getMessage());
            return new TracesPage(
                    form,
                    Card.failed("The trace store did not answer in time. A shorter time range may help."),
                    "",
                    new TracesPage.Links(here, "", first, ""));
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

    private static Url filters(Frame frame, Map<String, String> query) {
        Url url = frame.to("/traces");
        for (String name : RequestSearch.FILTERS) {
            url = url.with(name, query.get(name));
        }
        for (String name : RequestSearch.TIMES) {
            url = url.with(name, query.get(name));
        }
        return url;
    }

    private static TracesPage.Values values(Map<String, String> query, RequestSearch search) {
        String last = search.range().last();
        return new TracesPage.Values(
                query.getOrDefault("feature", ""),
                query.getOrDefault("release", ""),
                query.getOrDefault("status", ""),
                query.getOrDefault("session", ""),
                query.getOrDefault("text", ""),
                new TracesPage.Times(
                        last == null ? "" : last, query.getOrDefault("from", ""), query.getOrDefault("to", "")));
    }

    private static List<TracesPage.Condition> conditions(Map<String, String> query, Url here) {
        List<TracesPage.Condition> conditions = new ArrayList<>();
        for (String name : RequestSearch.FILTERS) {
            String value = query.get(name);
            if (value != null) {
                conditions.add(new TracesPage.Condition(name, Visible.line(value, VALUE), here.without(name)));
            }
        }
        return conditions;
    }

    /** Names and first values; an empty field of the form is no condition. */
    private static Map<String, String> query(RoutingContext call) {
        Map<String, String> query = new LinkedHashMap<>();
        call.queryParams().forEach(entry -> {
            if (!entry.getValue().isBlank()) {
                query.putIfAbsent(entry.getKey(), entry.getValue());
            }
        });
        return query;
    }
}
