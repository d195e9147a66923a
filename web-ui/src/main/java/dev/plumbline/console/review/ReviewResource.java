package dev.plumbline.console.review;

import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The screen of the queue, and its buttons: each is a form, so it works by keys, by hand and without JavaScript. */
@Blocking
@Path("/review")
@Produces(MediaType.TEXT_HTML)
public class ReviewResource {
    private static final Logger LOG = Logger.getLogger(ReviewResource.class);
    private static final Set<String> LABELS = Set.of("pass", "fail", "abstain");
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int LONGEST_WORD = 300;
    private static final int MOST_DRAWS = 50;

    private final ReviewClient client;
    private final ReviewScreen screen;
    private final ReviewStore store;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    ReviewResource(
            ReviewClient client, ReviewScreen screen, ReviewStore store, Frames frames, Pages pages, Clock clock) {
        this.client = client;
        this.screen = screen;
        this.store = store;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "review")
    static class Templates {
        private Templates() {}

        static native TemplateInstance review(Frame frame, ReviewPage page);
    }

    @GET
    public RestResponse<TemplateInstance> review(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "review");
            Query query = Query.of(call.queryParams());
            String said = Visible.line(query.text("done"), LONGEST_WORD);
            if (query.text("draw").isEmpty()) {
                return Pages.html(200, Templates.review(frame, new ReviewPage(draws(frame), null, said)));
            }
            if (!query.text("draw").matches(UUID)) {
                throw new BadQuery("draw", "A draw is named by the id that it was made with.");
            }
            Card<Found.Drawn> drawn = client.drawn(query.text("draw")).join();
            if (!drawn.ok()) {
                return pages.error(
                        call, new ErrorPage(503, "The draw could not be loaded", String.valueOf(drawn.problem())));
            }
            return Pages.html(
                    200,
                    Templates.review(
                            frame,
                            new ReviewPage(Card.of(List.of()), screen.queue(frame, drawn.loaded(), query), said)));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        } catch (SQLException e) {
            LOG.warnf("The queue could not be read: %s", e.getMessage());
            return pages.error(
                    call, new ErrorPage(503, "The queue could not be read", "The console's store did not answer."));
        }
    }

    @POST
    @Path("draws")
    public Response draw(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("rubric") @Nullable String rubric,
            @FormParam("feature") @Nullable String feature,
            @FormParam("wanted") @Nullable String wanted,
            @FormParam("days") @Nullable String days) {
        Map<String, Object> body = new HashMap<>();
        body.put("project", number(project, 1));
        body.put("rubric", rubric == null ? "" : rubric.strip());
        if (feature != null && !feature.isBlank()) {
            body.put("feature", feature.strip());
        }
        body.put("wanted", number(wanted, 0));
        Instant now = clock.instant();
        body.put("from", now.minus(Duration.ofDays(number(days, 1))).toString());
        body.put("to", now.toString());
        Card<Found.Drawn> drawn = client.draw(Frames.actor(call), body);
        Url url = Url.of("/review").with("project", project);
        return to(drawn.ok() ? url.with("draw", drawn.loaded().draw().id()) : refused(url, drawn));
    }

    @POST
    @Path("label")
    public Response label(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("draw") @Nullable String draw,
            @FormParam("item") @Nullable String item,
            @FormParam("label") @Nullable String label,
            @FormParam("reason") @Nullable String reason)
            throws SQLException {
        Url url = here(project, draw);
        Card<Found.Drawn> drawn = named(draw, item);
        if (!drawn.ok()) {
            return to(refused(url, drawn));
        }
        if (label == null || !LABELS.contains(label)) {
            return to(url.with("item", item).with("done", "refused: a label is pass, fail or abstain"));
        }
        Found.Draw of = drawn.loaded().draw();
        Item labelled = Item.of(String.valueOf(item));
        String person = Frames.actor(call);
        Map<String, Object> body = new HashMap<>();
        body.put("project", of.frame().project());
        body.put("traceId", labelled.traceId());
        body.put("spanId", labelled.spanId());
        body.put("rubric", of.frame().rubric());
        String version = of.frame().scorer().replaceFirst("^.*/", "");
        if (version.matches("[1-9][0-9]{0,8}")) {
            body.put("rubricVersion", Integer.parseInt(version));
        }
        body.put("label", label);
        body.put("blind", !store.marked(of.id(), person, ReviewStore.Mark.SEEN).contains(labelled));
        if (reason != null && !reason.isBlank()) {
            body.put("reason", reason.strip());
        }
        Card<Found.Added> added = client.label(person, body);
        if (!added.ok()) {
            return to(refused(url.with("item", labelled.text()), added));
        }
        store.end(of.id(), labelled, person);
        String counts = added.loaded().counts();
        return to(url.with("last", labelled.text())
                .with("done", counts.equals("yes") ? "" : "kept, not counted, " + counts));
    }

    @POST
    @Path("skip")
    public Response skip(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("draw") @Nullable String draw,
            @FormParam("item") @Nullable String item)
            throws SQLException {
        Url url = here(project, draw);
        if (!names(draw, item)) {
            return to(url);
        }
        Item skipped = Item.of(String.valueOf(item));
        store.mark(String.valueOf(draw), skipped, Frames.actor(call), ReviewStore.Mark.SKIPPED);
        store.end(String.valueOf(draw), skipped, Frames.actor(call));
        return to(url.with("last", skipped.text()));
    }

    /** Gives the skipped ones again. */
    @POST
    @Path("again")
    public Response again(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("draw") @Nullable String draw)
            throws SQLException {
        if (draw != null && draw.matches(UUID)) {
            store.again(draw, Frames.actor(call));
        }
        return to(here(project, draw));
    }

    /** Shows the verdict, and remembers that it did. */
    @POST
    @Path("verdict")
    public Response verdict(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("draw") @Nullable String draw,
            @FormParam("item") @Nullable String item,
            @FormParam("last") @Nullable String last)
            throws SQLException {
        Url url = here(project, draw);
        if (!names(draw, item)) {
            return to(url);
        }
        store.mark(String.valueOf(draw), Item.of(String.valueOf(item)), Frames.actor(call), ReviewStore.Mark.SEEN);
        return to(url.with(last == null ? "item" : "last", item));
    }

    private Card<List<ReviewPage.Line>> draws(Frame frame) {
        try {
            return Card.of(store.latest(frame.chosen().project().id(), MOST_DRAWS).stream()
                    .map(draw -> ReviewPage.Line.of(
                            draw, frame.to("/review").with("draw", draw.id()).toString()))
                    .toList());
        } catch (SQLException e) {
            LOG.warnf("The draws could not be listed: %s", e.getMessage());
            return Card.failed("The console's store did not answer in time.");
        }
    }

    /** The draw, when it has this request. */
    private Card<Found.Drawn> named(@Nullable String draw, @Nullable String item) {
        if (!names(draw, item)) {
            return Card.failed("The form names no request of a draw.");
        }
        return client.drawn(String.valueOf(draw)).join();
    }

    private static boolean names(@Nullable String draw, @Nullable String item) {
        return draw != null && draw.matches(UUID) && item != null && Item.is(item);
    }

    private static Url here(@Nullable String project, @Nullable String draw) {
        return Url.of("/review").with("project", project).with("draw", draw);
    }

    private static Url refused(Url url, Card<?> failed) {
        return url.with("done", "refused: " + failed.problem());
    }

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.strip().matches("[0-9]{1,9}") ? Integer.parseInt(text.strip()) : otherwise;
    }

    private static Response to(Url url) {
        return Response.seeOther(URI.create(url.toString())).build();
    }
}
