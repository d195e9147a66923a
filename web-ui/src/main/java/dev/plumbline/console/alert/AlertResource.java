package dev.plumbline.console.alert;

import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The screens of alerts, and the buttons on them. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class AlertResource {
    private static final List<String> STATES = List.of("open", "resolved", "all");
    private static final List<String> DECISIONS = List.of("comment", "resolve", "assign", "snooze");
    private static final String ID = "[0-9]{1,18}";
    private static final int ROWS = 50;

    private final AlertClient alerts;
    private final AlertScreen screen;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    AlertResource(AlertClient alerts, AlertScreen screen, Frames frames, Pages pages, Clock clock) {
        this.alerts = alerts;
        this.screen = screen;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "alert")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(Frame frame, AlertsPage page);

        static native TemplateInstance rows(Frame frame, AlertsPage page);

        static native TemplateInstance alert(Frame frame, AlertPage page);
    }

    @GET
    @Path("alerts")
    public RestResponse<TemplateInstance> list(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "alerts");
            AlertsPage page = alerts(call, frame);
            return Pages.html(page.rows().ok() ? 200 : 503, Templates.list(frame, page));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @GET
    @Path("x/alerts")
    public RestResponse<TemplateInstance> rows(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "alerts");
            return Pages.html(200, Templates.rows(frame, alerts(call, frame)));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @GET
    @Path("alerts/{id}")
    public RestResponse<TemplateInstance> alert(RoutingContext call, @PathParam("id") String id) {
        try {
            Frame frame = frames.of(call, "alerts");
            Card<AlertDetail> detail = id.matches(ID) ? alerts.detail(id).join() : Card.failed("404");
            if (detail.ok()) {
                String done = call.queryParams().get("done");
                return Pages.html(
                        200, Templates.alert(frame, screen.page(frame, detail.loaded(), done == null ? "" : done)));
            }
            boolean unknown = String.valueOf(detail.problem()).contains("404");
            return pages.error(
                    call,
                    unknown
                            ? new ErrorPage(404, "No such alert", "There is no alert " + id + ".")
                            : new ErrorPage(503, "The alert could not be loaded", String.valueOf(detail.problem())));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @POST
    @Path("alerts/{id}/acknowledge")
    public Response acknowledge(
            RoutingContext call, @PathParam("id") String id, @FormParam("project") @Nullable String project) {
        return back(id, project, alerts.acknowledge(Frames.actor(call), id), "acknowledged");
    }

    @POST
    @Path("alerts/{id}/redeliver")
    public Response redeliver(
            RoutingContext call,
            @PathParam("id") String id,
            @FormParam("project") @Nullable String project,
            @FormParam("notification") @Nullable String notification) {
        return back(
                id,
                project,
                alerts.redeliver(Frames.actor(call), notification == null ? "" : notification),
                "redelivered");
    }

    /** What somebody decides besides taking it on: a comment, its end, who has it, or to be left alone for a while. */
    @POST
    @Path("alerts/{id}/decision")
    public Response decide(
            RoutingContext call,
            @PathParam("id") String id,
            @FormParam("project") @Nullable String project,
            @FormParam("decision") @Nullable String decision,
            @FormParam("comment") @Nullable String comment,
            @FormParam("value") @Nullable String value) {
        if (decision == null || !DECISIONS.contains(decision)) {
            return back(id, project, Card.failed("There is no such decision."), "");
        }
        Map<String, String> body = new HashMap<>();
        if (comment != null && !comment.isBlank()) {
            body.put("comment", comment.strip());
        }
        if (decision.equals("snooze")) {
            int hours = value != null && value.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(value) : 4;
            body.put("until", clock.instant().plus(Duration.ofHours(hours)).toString());
        } else if (decision.equals("assign")) {
            body.put("to", value == null || value.isBlank() ? Frames.actor(call) : value.strip());
        }
        return back(id, project, alerts.decide(Frames.actor(call), id, decision, body), decision);
    }

    private static Response back(String id, @Nullable String project, Card<Boolean> done, String word) {
        Url url =
                Url.of("/alerts/" + Url.encode(id)).with("project", project).with("done", done.ok() ? word : "failed");
        return Response.seeOther(URI.create(url.toString())).build();
    }

    private AlertsPage alerts(RoutingContext call, Frame frame) {
        String asked = call.queryParams().get("state");
        String state = asked == null || asked.isEmpty() ? "open" : asked;
        if (!STATES.contains(state)) {
            throw new BadQuery("state", "state is open, resolved or all.");
        }
        String cursor = call.queryParams().get("cursor");
        int project = frame.chosen().project().id();
        CompletableFuture<Card<List<Watched>>> watched = alerts.watched(project);
        Card<AlertClient.Page> page =
                alerts.list(project, state, cursor == null ? "" : cursor, ROWS).join();
        return AlertsPage.of(frame, state, page, watched.join(), clock.instant());
    }
}
