package dev.plumbline.console.alert;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.judge.JudgeClient;
import dev.plumbline.console.judge.JudgeLine;
import dev.plumbline.console.score.RatePoint;
import dev.plumbline.console.score.ScoreClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.console.view.Visible;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.tracestore.RequestReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Gathers what the screen of an alert shows beside the alert: the rate around it, and its examples in words. */
@ApplicationScoped
class AlertScreen {
    private static final Logger LOG = Logger.getLogger(AlertScreen.class);
    private static final int EXAMPLES = 10;
    private static final int TEXT = 200;
    private static final int BUCKETS = 48;

    /** The chart shows this many times the measured period before it. */
    private static final int PERIODS_BEFORE = 6;

    /** Alerts about scores, which a judge may have given. */
    private static final Set<String> JUDGED = Set.of("quality", "reference", "burn", "divergence");

    private final ScoreClient scores;
    private final JudgeClient judges;
    private final RequestReader requests;
    private final Clock clock;

    AlertScreen(ScoreClient scores, JudgeClient judges, RequestReader requests, Clock clock) {
        this.scores = scores;
        this.judges = judges;
        this.requests = requests;
        this.clock = clock;
    }

    AlertPage page(Frame frame, AlertDetail detail, String done) {
        Alert alert = detail.alert();
        boolean drift = alert.subject().kind().equals("drift");
        CompletableFuture<Card<List<RatePoint>>> chart = drift
                ? CompletableFuture.completedFuture(Card.of(List.of()))
                : scores.series(
                        alert.subject().projectId(),
                        new ScoreClient.Series(
                                alert.subject().feature(), alert.subject().name(), BUCKETS),
                        around(alert));
        CompletableFuture<List<JudgeLine>> doubtful = doubtful(alert);
        List<AlertPage.Example> examples = alert.evidence().exampleTraceIds().stream()
                .limit(EXAMPLES)
                .map(traceId -> example(frame, alert.subject().projectId(), traceId))
                .toList();
        return new AlertPage(
                AlertLine.of(alert, clock.instant()),
                Evidences.of(alert, examples, frame),
                chart.join(),
                Notices.history(detail),
                Notices.told(detail),
                doubtful.join(),
                done);
    }

    /** What the evaluator does not answer is not said: its chart says that it is missing. */
    private CompletableFuture<List<JudgeLine>> doubtful(Alert alert) {
        if (alert.times().resolvedAt() != null
                || !JUDGED.contains(alert.subject().kind())) {
            return CompletableFuture.completedFuture(List.of());
        }
        return judges.judges(alert.subject().projectId(), alert.subject().feature())
                .thenApply(card -> card.orElse(List.of()).stream()
                        .filter(judge -> judge.isDoubtful()
                                && judge.judges(
                                        alert.subject().feature(),
                                        alert.subject().name()))
                        .toList());
    }

    private TimeRange around(Alert alert) {
        Instant from = Moment.of(alert.evidence().period().fromNano());
        Instant to = Moment.of(alert.evidence().period().toNano());
        long length = Math.max(60, to.getEpochSecond() - from.getEpochSecond());
        Instant resolved = alert.times().resolvedAt();
        Instant end = resolved == null ? clock.instant() : resolved;
        Instant latest = to.plusSeconds(PERIODS_BEFORE * length);
        Instant until = end.isAfter(latest) ? latest : end.isBefore(to) ? to : end;
        return new TimeRange(from.minusSeconds(PERIODS_BEFORE * length), until, null);
    }

    /** A request that can not be read is still an example: its trace has a link. */
    private AlertPage.Example example(Frame frame, int project, String traceId) {
        try {
            if (traceId.matches("[0-9a-f]{32}")) {
                for (Request found : requests.ofTrace(project, traceId)) {
                    Request request = frame.who().shown(found);
                    return new AlertPage.Example(
                            traceId,
                            Visible.line(request.text().input(), TEXT),
                            Visible.line(request.text().output(), TEXT));
                }
            }
        } catch (SQLException e) {
            LOG.debugf(e, "The request of trace %s could not be read", traceId);
        }
        return new AlertPage.Example(Visible.line(traceId, TEXT), "", "");
    }
}
