package dev.plumbline.console.receiver;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The screen of receivers. */
@Blocking
@Path("/settings/receivers")
@Produces(MediaType.TEXT_HTML)
public class ReceiverResource {
    private static final int WORD = 400;
    private static final int A_DAY = 24;

    private final ReceiverClient client;
    private final Frames frames;
    private final Pages pages;

    ReceiverResource(ReceiverClient client, Frames frames, Pages pages) {
        this.client = client;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "receiver")
    static class Templates {
        private Templates() {}

        static native TemplateInstance receivers(Frame frame, ReceiversPage page);
    }

    @GET
    public RestResponse<TemplateInstance> receivers(RoutingContext call) {
        try {
            return page(call, "", Visible.line(call.queryParams().get("done"), WORD));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @POST
    public RestResponse<TemplateInstance> make(
            RoutingContext call,
            @FormParam("name") @Nullable String name,
            @FormParam("url") @Nullable String url,
            @FormParam("encoding") @Nullable String encoding,
            @FormParam("secret") @Nullable String secret,
            @FormParam("severity") @Nullable String severity,
            @FormParam("feature") @Nullable String feature,
            @FormParam("fallback") @Nullable String fallback) {
        Map<String, Object> wanted = new HashMap<>();
        put(wanted, "name", name);
        put(wanted, "url", url);
        put(wanted, "encoding", encoding);
        put(wanted, "secret", secret);
        put(wanted, "fallback", fallback);
        List<Map<String, String>> matchers = new ArrayList<>();
        match(matchers, "severity", severity);
        match(matchers, "feature", feature);
        wanted.put("matchers", matchers);
        return made(call, client.put(Frames.actor(call), wanted));
    }

    /** Makes a new secret; for some hours messages carry the signatures of both. */
    @POST
    @Path("{name}/secret")
    public RestResponse<TemplateInstance> secret(
            RoutingContext call, @PathParam("name") String name, @FormParam("hours") @Nullable String hours) {
        int both = hours != null && hours.matches("[0-9]{1,3}") ? Integer.parseInt(hours) : A_DAY;
        return made(call, client.rotate(Frames.actor(call), name, both));
    }

    @POST
    @Path("{name}/test")
    public Response test(RoutingContext call, @PathParam("name") String name) {
        Card<ReceiverClient.Tested> done = client.test(Frames.actor(call), name);
        if (!done.ok()) {
            return back("refused: " + done.problem());
        }
        ReceiverClient.Tested test = done.loaded();
        String answered = test.status() == null ? "" : " with " + test.status();
        return back(
                test.delivered()
                        ? name + " took the test message" + answered + " after " + test.millis() + " ms."
                        : "refused: " + name + " did not take the test message" + answered
                                + (test.error() == null ? "" : ": " + test.error()));
    }

    @POST
    @Path("{name}/remove")
    public Response remove(RoutingContext call, @PathParam("name") String name) {
        Card<Boolean> done = client.remove(Frames.actor(call), name);
        return back(done.ok() ? name + " is told nothing any more." : "refused: " + done.problem());
    }

    private RestResponse<TemplateInstance> made(RoutingContext call, Card<ReceiverClient.Made> made) {
        if (!made.ok()) {
            return page(call, "", "refused: " + made.problem());
        }
        String secret = made.loaded().secret();
        return page(call, secret == null ? "" : secret, "The receiver is told from now on.");
    }

    private RestResponse<TemplateInstance> page(RoutingContext call, String secret, String said) {
        Frame frame = frames.of(call, "settings");
        Card<List<ReceiversPage.Line>> receivers = client.all()
                .join()
                .map(found -> found.items().stream().map(ReceiversPage.Line::of).toList());
        boolean refused =
                said.startsWith("refused") && call.request().method().name().equals("POST");
        return Pages.html(
                refused ? 400 : receivers.ok() ? 200 : 503,
                Templates.receivers(frame, new ReceiversPage(receivers, secret, said)));
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(name, value.strip());
        }
    }

    private static void match(List<Map<String, String>> matchers, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            matchers.add(Map.of("name", name, "op", "=", "value", value.strip()));
        }
    }

    private static Response back(String said) {
        return Response.seeOther(URI.create(Url.of("/settings/receivers")
                        .with("done", Visible.line(said, WORD))
                        .toString()))
                .build();
    }
}
