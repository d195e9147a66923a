package dev.plumbline.console.sources;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.TimeRange;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The screen of the ledger and of what was rejected. */
@Blocking
@Path("/ledger")
@Produces(MediaType.TEXT_HTML)
public class LedgerResource {
    private static final int WORD = 400;

    private final SourcesClient client;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    LedgerResource(SourcesClient client, Frames frames, Pages pages, Clock clock) {
        this.client = client;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "sources")
    static class Templates {
        private Templates() {}

        static native TemplateInstance ledger(Frame frame, LedgerPage page);
    }

    @GET
    public RestResponse<TemplateInstance> ledger(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "ledger");
            Query query = Query.of(call.queryParams());
            String last = query.first("last");
            TimeRange range = TimeRange.parse(
                    last == null && query.first("from") == null ? "1h" : last,
                    query.first("from"),
                    query.first("to"),
                    clock.instant());
            int project = frame.chosen().project().id();
            CompletableFuture<Card<Kept.Letters>> letters = client.letters(project);
            Card<Kept.Minutes> minutes = client.ledger(project, range).join();
            return Pages.html(
                    minutes.ok() ? 200 : 503,
                    Templates.ledger(
                            frame,
                            new LedgerPage(
                                    minutes.map(LedgerPage::minutes),
                                    minutes.map(LedgerPage::total).orElse(List.of()),
                                    letters.join().map(LedgerPage::letters),
                                    new LedgerPage.Range(
                                            range.last() == null ? "" : range.last(),
                                            range.words(),
                                            frame.to("/ledger")),
                                    Visible.line(query.text("done"), WORD))));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @POST
    @Path("{id}/replay")
    public Response replay(
            RoutingContext call, @PathParam("id") String id, @FormParam("project") @Nullable String project) {
        Card<Kept.Replayed> done = client.replay(Frames.actor(call), id);
        String word = !done.ok()
                ? "refused: " + done.problem()
                : done.loaded().rejected() == 0
                        ? "All of the message is stored now."
                        : "Taken again; " + done.loaded().rejected() + " items are still rejected: "
                                + String.join("; ", done.loaded().reasons());
        return Response.seeOther(URI.create(Url.of("/ledger")
                        .with("project", project)
                        .with("done", Visible.line(word, WORD))
                        .toString()))
                .build();
    }
}
