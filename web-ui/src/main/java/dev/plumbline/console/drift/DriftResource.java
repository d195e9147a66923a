package dev.plumbline.console.drift;

import dev.plumbline.console.drift.tested.EvaluationLine;
import dev.plumbline.console.drift.tested.EvaluationSet;
import dev.plumbline.console.frame.ErrorPage;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RequestReader;
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
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The screens of drift. */
@Blocking
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class DriftResource {
    private static final Logger LOG = Logger.getLogger(DriftResource.class);
    private static final int EXAMPLES = 10;
    private static final int TEXT = 200;
    private static final int NAME = 80;

    private final DriftClient drift;
    private final RequestReader requests;
    private final Frames frames;
    private final Pages pages;

    DriftResource(DriftClient drift, RequestReader requests, Frames frames, Pages pages) {
        this.drift = drift;
        this.requests = requests;
        this.frames = frames;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "drift")
    static class Templates {
        private Templates() {}

        static native TemplateInstance drift(Frame frame, DriftPage page);

        static native TemplateInstance finding(Frame frame, FindingPage page);
    }

    @GET
    @Path("drift")
    public RestResponse<TemplateInstance> drift(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "drift");
            DriftPage page = page(call, frame);
            return Pages.html(page.features().ok() ? 200 : 503, Templates.drift(frame, page));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    @GET
    @Path("drift/findings/{id}")
    public RestResponse<TemplateInstance> finding(RoutingContext call, @PathParam("id") String id) {
        try {
            Frame frame = frames.of(call, "drift");
            Card<Finding> finding = drift.finding(id).join();
            if (!finding.ok()) {
                boolean unknown = String.valueOf(finding.problem()).contains("answered 404");
                return pages.error(
                        call,
                        unknown
                                ? new ErrorPage(404, "No such finding", "There is no drift finding of that id.")
                                : new ErrorPage(
                                        503, "The finding could not be loaded", String.valueOf(finding.problem())));
            }
            List<FindingPage.Example> examples = finding.loaded().examples().stream()
                    .limit(EXAMPLES)
                    .map(traceId -> example(frame, traceId))
                    .toList();
            return Pages.html(200, Templates.finding(frame, FindingPage.of(finding.loaded(), examples, frame)));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    /** What is usual now is to be learned anew. */
    @POST
    @Path("drift/learn")
    public Response learn(
            RoutingContext call,
            @FormParam("project") @Nullable String project,
            @FormParam("feature") @Nullable String feature,
            @FormParam("release") @Nullable String release,
            @FormParam("from") @Nullable String from) {
        String wanted = release == null ? "" : release.strip();
        boolean byRelease = !wanted.isEmpty();
        String value = byRelease ? wanted : moment(from == null ? "" : from.strip());
        String name = feature == null ? "" : feature;
        Card<Boolean> asked = drift.learnAnew(
                Frames.actor(call), Frames.project(project), name, byRelease ? "release" : "from", value);
        Url back = Url.of("/drift")
                .with("project", project)
                .with("feature", name)
                .with("learn", asked.ok() ? "asked" : String.valueOf(asked.problem()));
        return Response.seeOther(URI.create(back.toString())).build();
    }

    /** A moment as forms have it, in UTC: to the minute and without a zone. */
    private static String moment(String said) {
        return said.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}") ? said + ":00Z" : said;
    }

    private static DriftPage.Answer answer(RoutingContext call) {
        String said = call.queryParams().get("learn");
        return said == null || said.equals("asked")
                ? new DriftPage.Answer(said != null, "")
                : new DriftPage.Answer(false, Visible.line(said, TEXT));
    }

    private DriftPage page(RoutingContext call, Frame frame) {
        int project = frame.chosen().project().id();
        String asked = call.queryParams().get("feature");
        String only = asked == null ? "" : asked;
        String state = "closed".equals(call.queryParams().get("state")) ? "closed" : "open";
        CompletableFuture<Card<List<Finding>>> findings = drift.findings(project, only, state);
        Card<Map<String, FeatureDrift>> features = drift.features(project).join();
        String chosen = only.isEmpty() ? firstWithReference(features.orElse(Map.of())) : only;
        CompletableFuture<Card<List<EvaluationSet>>> sets =
                chosen.isEmpty() ? CompletableFuture.completedFuture(Card.of(List.of())) : drift.sets(project, chosen);
        Card<List<ClusterLine>> clusters = chosen.isEmpty()
                ? Card.of(List.of())
                : drift.clusters(project, chosen).join().map(ClusterLine::of);
        return new DriftPage(
                features.map(all -> List.copyOf(all.values())),
                findings.join().map(all -> all.stream().map(FindingLine::of).toList()),
                clusters,
                new DriftPage.Tested(sets.join().map(EvaluationLine::of), upload(call, project, chosen)),
                new DriftPage.Chosen(chosen, Visible.line(chosen, NAME), !only.isEmpty(), state),
                answer(call));
    }

    /** Given this console's address as the browser knows it. */
    private static String upload(RoutingContext call, int project, String feature) {
        return "curl -T cases.jsonl -H 'Authorization: Bearer plb_…' \\\n  '"
                + call.request().scheme() + "://" + call.request().authority()
                + DriftClient.pathOfSet(project, feature, "golden") + "'";
    }

    /** What drifts comes first; else the first that is watched. */
    private static String firstWithReference(Map<String, FeatureDrift> features) {
        for (String state : List.of("findings", "ok")) {
            for (FeatureDrift feature : features.values()) {
                if (feature.state().equals(state)) {
                    return feature.feature();
                }
            }
        }
        return "";
    }

    private FindingPage.Example example(Frame frame, String traceId) {
        int project = frame.chosen().project().id();
        try {
            if (traceId.matches("[0-9a-f]{32}")) {
                for (Request found : requests.ofTrace(project, traceId)) {
                    Request request = frame.who().shown(found);
                    return new FindingPage.Example(
                            traceId,
                            Visible.line(request.text().input(), TEXT),
                            Visible.line(request.text().output(), TEXT));
                }
            }
        } catch (SQLException e) {
            LOG.debugf(e, "The request of trace %s could not be read", traceId);
        }
        return new FindingPage.Example(Visible.line(traceId, TEXT), "", "");
    }
}
