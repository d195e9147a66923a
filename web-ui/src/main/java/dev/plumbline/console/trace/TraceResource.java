package dev.plumbline.console.trace;

import dev.plumbline.console.compare.Similar;
import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.score.Score;
import dev.plumbline.console.score.ScoreClient;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RelatedReader;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The screen of one trace, and its panel alone. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class TraceResource {
    private static final Logger LOG = Logger.getLogger(TraceResource.class);
    private static final int MOST_SIMILAR = 50;

    private final TraceReader traces;
    private final RequestReader requests;
    private final RelatedReader related;
    private final ScoreClient scores;
    private final Frames frames;
    private final Pages pages;

    TraceResource(
            TraceReader traces,
            RequestReader requests,
            RelatedReader related,
            ScoreClient scores,
            Frames frames,
            Pages pages) {
        this.traces = traces;
        this.requests = requests;
        this.related = related;
        this.scores = scores;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "trace")
    static class Templates {
        private Templates() {}

        static native TemplateInstance trace(Frame frame, TracePage page);

        static native TemplateInstance panel(Frame frame, Panel panel);
    }

    @GET
    @Path("traces/{traceId}")
    public RestResponse<TemplateInstance> page(RoutingContext call, @PathParam("traceId") String traceId) {
        return answer(call, traceId, (frame, spans) -> {
            Url here = frame.to("/traces/" + traceId);
            Url fragment = frame.to("/x/traces/" + traceId + "/panel");
            StoredSpan chosen = chosen(call, spans);
            Waterfall waterfall = Waterfall.of(
                    spans.stream().map(StoredSpan::span).toList(),
                    parameter(call, "first").isEmpty() ? chosen.span().key().spanId() : "",
                    number(parameter(call, "first")));
            List<Request> asked = requests.ofTrace(frame.chosen().project().id(), traceId).stream()
                    .map(frame.who()::shown)
                    .toList();
            TracePage page = new TracePage(
                    TraceHead.of(traceId, spans, asked),
                    similar(frame, asked),
                    waterfall,
                    panel(call, frame, spans, chosen),
                    here,
                    fragment);
            return Templates.trace(frame, page);
        });
    }

    @GET
    @Path("x/traces/{traceId}/panel")
    public RestResponse<TemplateInstance> panel(RoutingContext call, @PathParam("traceId") String traceId) {
        return answer(
                call,
                traceId,
                (frame, spans) -> Templates.panel(frame, panel(call, frame, spans, chosen(call, spans))));
    }

    /** Makes a page of a trace that is there. */
    private interface Screen {
        TemplateInstance of(Frame frame, List<StoredSpan> spans) throws SQLException;
    }

    private RestResponse<TemplateInstance> answer(RoutingContext call, String traceId, Screen screen) {
        try {
            Frame frame = frames.of(call, "traces");
            if (!traceId.matches("[0-9a-f]{32}")) {
                throw new BadQuery("traceId", "A trace id is 32 lower-case hex digits.");
            }
            List<StoredSpan> spans = traces.trace(frame.chosen().project().id(), traceId);
            if (spans.isEmpty()) {
                return pages.error(
                        call,
                        new ErrorPage(
                                404,
                                "No such trace",
                                "No span of " + traceId
                                        + " is stored in this project. It may not have arrived yet, be in another"
                                        + " project, or be older than the traces that are kept."));
            }
            return Pages.html(200, screen.of(frame, spans));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        } catch (SQLException e) {
            LOG.warnf("Trace %s could not be read: %s", traceId, e.getMessage());
            return pages.error(
                    call, new ErrorPage(503, "The trace could not be read", "The trace store did not answer in time."));
        }
    }

    private Card<List<Similar>> similar(Frame frame, List<Request> asked) {
        try {
            return Card.of(
                    asked.isEmpty()
                            ? List.of()
                            : Similar.of(
                                    asked.get(0),
                                    related.sameInput(asked.get(0), MOST_SIMILAR).stream()
                                            .map(frame.who()::shown)
                                            .toList(),
                                    frame));
        } catch (SQLException e) {
            LOG.warnf("Requests with the same question could not be read: %s", e.getMessage());
            return Card.failed("The trace store did not answer in time.");
        }
    }

    private Panel panel(RoutingContext call, Frame frame, List<StoredSpan> spans, StoredSpan chosen)
            throws SQLException {
        String traceId = chosen.span().key().traceId();
        String spanId = chosen.span().key().spanId();
        String asked = parameter(call, "tab");
        String tab = asked.isEmpty() ? Panel.firstTab(chosen) : asked;
        Url page = frame.to("/traces/" + traceId).with("span", spanId);
        Url texts = frame.to("/traces/" + traceId + "/text").with("span", spanId);
        Panel.Body body = !frame.who().content()
                ? Panel.Body.hidden(tab)
                : switch (tab) {
                    case "saw" ->
                        Panel.Body.talk(
                                tab,
                                Conversation.input(chosen.payload().content(), texts),
                                Panel.retrieved(spans, chosen, page));
                    case "output" ->
                        Panel.Body.talk(
                                tab, Conversation.output(chosen.payload().content(), texts), List.of());
                    case "scores" ->
                        new Panel.Body(
                                tab,
                                null,
                                List.of(),
                                null,
                                null,
                                scores.ofTrace(frame.chosen().project().id(), traceId)
                                        .join()
                                        .map(found -> found.items().stream()
                                                .map(Score::line)
                                                .toList()),
                                null);
                    case "feedback" -> new Panel.Body(tab, null, List.of(), null, null, null, truths(frame, traceId));
                    case "attributes" ->
                        new Panel.Body(tab, null, List.of(), Attributes.of(chosen.payload(), texts), null, null, null);
                    case "raw" ->
                        new Panel.Body(
                                tab,
                                null,
                                List.of(),
                                null,
                                Excerpt.of(SpanTexts.raw(chosen), 0, texts.with("part", "raw")),
                                null,
                                null);
                    default -> throw new BadQuery("tab", "There is no such tab.");
                };
        return new Panel(
                SpanPanel.of(chosen),
                Panel.tabs(
                        tab, page, frame.to("/x/traces/" + traceId + "/panel").with("span", spanId)),
                body);
    }

    private Card<List<Panel.TruthLine>> truths(Frame frame, String traceId) throws SQLException {
        return Card.of(requests.truths(frame.chosen().project().id(), traceId).stream()
                .map(Panel.TruthLine::of)
                .toList());
    }

    private static StoredSpan chosen(RoutingContext call, List<StoredSpan> spans) {
        String spanId = parameter(call, "span");
        if (spanId.isEmpty()) {
            return Panel.firstSpan(spans);
        }
        Optional<StoredSpan> chosen = spans.stream()
                .filter(stored -> stored.span().key().spanId().equals(spanId))
                .findFirst();
        return chosen.orElseThrow(() -> new BadQuery("span", "This trace has no such span."));
    }

    private static String parameter(RoutingContext call, String name) {
        @Nullable String value = call.queryParams().get(name);
        return value == null ? "" : value;
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    }
}
