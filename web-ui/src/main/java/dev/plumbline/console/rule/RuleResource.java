package dev.plumbline.console.rule;

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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The screen of what is watched, silenced and paused, and of trying rules out. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class RuleResource {
    private static final int LONGEST_WORD = 300;
    private static final int LONGEST_RULE = 10_000;

    private final RuleClient client;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    RuleResource(RuleClient client, Frames frames, Pages pages, Clock clock) {
        this.client = client;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "rule")
    static class Templates {
        private Templates() {}

        static native TemplateInstance rules(Frame frame, RulesPage page);
    }

    @GET
    @Path("rules")
    public RestResponse<TemplateInstance> rules(RoutingContext call) {
        return screen(call, Trial.none());
    }

    /** Tries a rule out: whether it is one, or what it would have done. Nothing is changed. */
    @POST
    @Path("rules/try")
    public RestResponse<TemplateInstance> attempt(
            RoutingContext call, @FormParam("text") @Nullable String text, @FormParam("days") @Nullable String days) {
        String rule = text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST_RULE));
        String actor = Frames.actor(call);
        if (days == null || !days.matches("[1-9][0-9]?")) {
            Card<RuleClient.Checked> checked = client.check(actor, rule);
            return screen(
                    call, checked.ok() ? Trial.of(rule, checked.loaded()) : Trial.failed(rule, checked.problem()));
        }
        Instant now = clock.instant();
        Card<RuleClient.Backtest> past = client.backtest(
                actor,
                Map.of(
                        "text",
                        rule,
                        "from",
                        now.minus(Duration.ofDays(Integer.parseInt(days))).toString()));
        return screen(call, past.ok() ? Trial.of(rule, past.loaded()) : Trial.failed(rule, past.problem()));
    }

    private RestResponse<TemplateInstance> screen(RoutingContext call, Trial trial) {
        try {
            Frame frame = frames.of(call, "rules");
            Query query = Query.of(call.queryParams());
            int project = frame.chosen().project().id();
            CompletableFuture<Card<RuleClient.Silences>> silences = client.silences(project);
            CompletableFuture<Card<RuleClient.Pauses>> pauses = client.pauses(project);
            Card<List<RulesPage.Line>> rules = client.rules(project).join().map(RulesPage::lines);
            RulesPage page = new RulesPage(
                    rules,
                    silences.join().map(RulesPage::quiet),
                    pauses.join().map(RulesPage::rests),
                    new RulesPage.Wanted(query.text("feature"), query.text("subject")),
                    Visible.line(query.text("done"), LONGEST_WORD),
                    trial);
            return Pages.html(rules.ok() ? 200 : 503, Templates.rules(frame, page));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    /** Pauses a rule, or what of it is named. */
    @POST
    @Path("rules/pause")
    public Response pause(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("rule") @Nullable String rule,
            @FormParam("feature") @Nullable String feature,
            @FormParam("score") @Nullable String score,
            @FormParam("hours") @Nullable String hours,
            @FormParam("reason") @Nullable String reason) {
        Map<String, Object> wanted = series(project, feature, score, null);
        int length = hours != null && hours.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(hours) : 4;
        wanted.put("reason", reason == null ? "" : reason.strip());
        wanted.put("until", clock.instant().plus(Duration.ofHours(length)).toString());
        return back(project, client.pause(Frames.actor(call), name(rule), "pause", wanted), "paused");
    }

    @POST
    @Path("rules/resume")
    public Response resume(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("rule") @Nullable String rule,
            @FormParam("feature") @Nullable String feature,
            @FormParam("score") @Nullable String score,
            @FormParam("slice") @Nullable String slice) {
        return back(
                project,
                client.pause(Frames.actor(call), name(rule), "resume", series(project, feature, score, slice)),
                "resumed");
    }

    private static String name(@Nullable String rule) {
        return rule == null || rule.isBlank() ? "quality" : rule.strip();
    }

    private static Map<String, Object> series(
            @Nullable String project, @Nullable String feature, @Nullable String score, @Nullable String slice) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("project", Frames.project(project));
        put(wanted, "feature", feature);
        put(wanted, "score", score);
        put(wanted, "slice", slice);
        return wanted;
    }

    private static void put(Map<String, Object> wanted, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            wanted.put(name, value.strip());
        }
    }

    /** Silences the alerts that have all the named values. */
    @POST
    @Path("silences")
    public Response silence(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("feature") @Nullable String feature,
            @FormParam("subject") @Nullable String subject,
            @FormParam("severity") @Nullable String severity,
            @FormParam("hours") @Nullable String hours,
            @FormParam("reason") @Nullable String reason) {
        List<Map<String, String>> matchers = new ArrayList<>();
        add(matchers, "feature", feature);
        add(matchers, "subject", subject);
        add(matchers, "severity", severity);
        int length = hours != null && hours.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(hours) : 4;
        Card<Boolean> done = client.silence(
                Frames.actor(call),
                Map.of(
                        "project",
                        Frames.project(project),
                        "matchers",
                        matchers,
                        "reason",
                        reason == null ? "" : reason.strip(),
                        "endsAt",
                        clock.instant().plus(Duration.ofHours(length)).toString()));
        return back(project, done, "silenced");
    }

    @POST
    @Path("silences/{id}/end")
    public Response end(
            RoutingContext call, @PathParam("id") String id, @FormParam("project") @Nullable String project) {
        return back(project, client.end(Frames.actor(call), id), "ended");
    }

    private static void add(List<Map<String, String>> matchers, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            matchers.add(Map.of("name", name, "op", "=", "value", value.strip()));
        }
    }

    private static Response back(@Nullable String project, Card<Boolean> done, String word) {
        Url url =
                Url.of("/rules").with("project", project).with("done", done.ok() ? word : "refused: " + done.problem());
        return Response.seeOther(URI.create(url.toString())).build();
    }
}
