package dev.plumbline.console.feature;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.score.ScoreClient;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.tracestore.BreakdownReader;
import dev.plumbline.tracestore.traffic.FeatureSummary;
import dev.plumbline.tracestore.traffic.TrafficReader;
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

/** The screen of what a feature takes. */
@Blocking
@Path("/features")
@Produces(MediaType.TEXT_HTML)
public class FeatureResource {
    private static final Logger LOG = Logger.getLogger(FeatureResource.class);
    private static final int NAME = 60;
    private static final String SLOW = "The trace store did not answer in time. A shorter time range may help.";

    private final TrafficReader counts;
    private final FeatureScreen screen;
    private final ScoreClient scores;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    FeatureResource(
            TrafficReader counts, FeatureScreen screen, ScoreClient scores, Frames frames, Pages pages, Clock clock) {
        this.counts = counts;
        this.screen = screen;
        this.scores = scores;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "feature")
    static class Templates {
        private Templates() {}

        static native TemplateInstance feature(Frame frame, FeaturePage page);
    }

    /** The feature {@code name}, or the busiest one of this time. */
    @GET
    public RestResponse<TemplateInstance> feature(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "features");
            Query query = Query.of(call.queryParams());
            TimeRange range =
                    TimeRange.parse(query.first("last"), query.first("from"), query.first("to"), clock.instant());
            FeaturePage page = page(frame, query, range);
            return Pages.html(page.whole().ok() ? 200 : 503, Templates.feature(frame, page));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    private FeaturePage page(Frame frame, Query query, TimeRange range) {
        int project = frame.chosen().project().id();
        List<FeatureSummary> all = all(project, range);
        String name = query.text("name").replace('\0', '\uFFFD');
        if (name.isEmpty() && !all.isEmpty()) {
            name = all.get(0).feature();
        }
        Url here = frame.to("/features")
                .with("last", query.first("last"))
                .with("from", query.first("from"))
                .with("to", query.first("to"));
        Url list = here.at("/traces").with("feature", name);
        BreakdownReader.Of of = new BreakdownReader.Of(project, name, range.fromNano(), range.toNano());
        Card<FeaturePage.Whole> whole;
        Card<List<FeaturePage.Table>> tables;
        try {
            whole = Card.of(screen.whole(of));
            tables = Card.of(screen.tables(of, list));
        } catch (SQLException e) {
            LOG.warnf("What a feature takes could not be read: %s", e.getMessage());
            whole = Card.failed(SLOW);
            tables = Card.failed(SLOW);
        }
        return new FeaturePage(
                new FeaturePage.Named(name, Visible.line(name, NAME), choices(all, name, here)),
                new FeaturePage.Span(
                        range.last() == null ? "" : range.last(), range.words(), here.with("name", name), list),
                whole,
                name.isEmpty()
                        ? Card.of(List.of())
                        : scores.rates(project, name, range).join(),
                tables);
    }

    private List<FeatureSummary> all(int project, TimeRange range) {
        try {
            return counts.features(project, range.fromNano(), range.toNano());
        } catch (SQLException e) {
            LOG.warnf("The features could not be read: %s", e.getMessage());
            return List.of();
        }
    }

    private static List<FeaturePage.Choice> choices(List<FeatureSummary> all, String name, Url here) {
        List<FeaturePage.Choice> choices = new ArrayList<>();
        for (FeatureSummary one : all) {
            choices.add(new FeaturePage.Choice(
                    one.feature(),
                    Visible.line(one.feature(), NAME),
                    one.feature().equals(name),
                    here.with("name", one.feature())));
        }
        return choices;
    }
}
