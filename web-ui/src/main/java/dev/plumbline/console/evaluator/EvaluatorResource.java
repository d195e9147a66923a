package dev.plumbline.console.evaluator;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.frame.Frames;
import dev.plumbline.console.frame.Pages;
import dev.plumbline.console.judge.Comparison;
import dev.plumbline.console.judge.JudgeClient;
import dev.plumbline.console.judge.JudgeLine;
import dev.plumbline.console.view.BadQuery;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Query;
import dev.plumbline.console.view.TimeRange;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The screen of the scorers. */
@Blocking
@Path("/evaluator")
@Produces(MediaType.TEXT_HTML)
public class EvaluatorResource {
    private static final int MOST_RUBRICS = 12;

    private final EvaluatorClient client;
    private final JudgeClient judges;
    private final Frames frames;
    private final Pages pages;
    private final Clock clock;

    EvaluatorResource(EvaluatorClient client, JudgeClient judges, Frames frames, Pages pages, Clock clock) {
        this.client = client;
        this.judges = judges;
        this.frames = frames;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "evaluator")
    static class Templates {
        private Templates() {}

        static native TemplateInstance evaluator(Frame frame, EvaluatorPage page);
    }

    @GET
    public RestResponse<TemplateInstance> evaluator(RoutingContext call) {
        try {
            Frame frame = frames.of(call, "evaluator");
            Query query = Query.of(call.queryParams());
            TimeRange range =
                    TimeRange.parse(query.first("last"), query.first("from"), query.first("to"), clock.instant());
            int project = frame.chosen().project().id();
            CompletableFuture<Card<Found.Jobs>> jobs = client.jobs();
            CompletableFuture<Card<List<JudgeLine>>> standing = judges.judges(project, "");
            CompletableFuture<Card<List<Comparison>>> comparisons = judges.comparisons(project);
            Card<List<EvaluatorPage.Scorer>> scorers =
                    client.summary(project, "", range).join().map(EvaluatorPage::scorers);
            EvaluatorPage page = new EvaluatorPage(
                    scorers,
                    agreed(project, scorers.orElse(List.of())),
                    new EvaluatorPage.Judging(standing.join(), comparisons.join(), start(call, project)),
                    jobs.join().map(EvaluatorPage::work),
                    range.words(),
                    range.last() == null ? "" : range.last(),
                    frame.to("/evaluator"));
            return Pages.html(scorers.ok() ? 200 : 503, Templates.evaluator(frame, page));
        } catch (BadQuery e) {
            return pages.bad(call, e);
        }
    }

    /** Given this console's address as the browser knows it. */
    private static String start(RoutingContext call, int project) {
        return "curl -X POST -H 'Authorization: Bearer plb_…' \\\n  '"
                + call.request().scheme() + "://" + call.request().authority() + "/api/v1/comparisons' \\\n  -d '{"
                + (project == 1 ? "" : "\"project\": " + project + ", ")
                + "\"rubric\": \"better\", \"feature\": \"…\", \"a\": {\"release\": \"…\"}, \"b\": {\"release\": \"…\"}}'";
    }

    private Card<List<EvaluatorPage.Agreed>> agreed(int project, List<EvaluatorPage.Scorer> scorers) {
        Map<String, CompletableFuture<Card<Found.Agreements>>> asked = new LinkedHashMap<>();
        scorers.stream()
                .map(scorer -> scorer.named().key())
                .distinct()
                .limit(MOST_RUBRICS)
                .forEach(rubric -> asked.put(rubric, client.agreement(project, rubric)));
        List<EvaluatorPage.Agreed> agreed = new ArrayList<>();
        for (Map.Entry<String, CompletableFuture<Card<Found.Agreements>>> one : asked.entrySet()) {
            Card<Found.Agreements> answer = one.getValue().join();
            if (answer.ok()) {
                agreed.addAll(EvaluatorPage.agreed(one.getKey(), answer.loaded()));
            } else if (!String.valueOf(answer.problem()).contains("answered 404")) {
                return Card.failed(String.valueOf(answer.problem()));
            }
        }
        return Card.of(agreed);
    }
}
