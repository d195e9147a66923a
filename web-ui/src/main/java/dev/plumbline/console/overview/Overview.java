package dev.plumbline.console.overview;

import dev.plumbline.console.alert.AlertClient;
import dev.plumbline.console.alert.AlertLine;
import dev.plumbline.console.drift.DriftClient;
import dev.plumbline.console.drift.FeatureDrift;
import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.score.FailRate;
import dev.plumbline.console.score.ScoreClient;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;
import dev.plumbline.tracestore.traffic.FeatureSummary;
import dev.plumbline.tracestore.traffic.TrafficReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Gathers the first screen: every owner is asked at once, and the store meanwhile. */
@ApplicationScoped
class Overview {
    private static final Logger LOG = Logger.getLogger(Overview.class);
    private static final double MILLI = 1e6;
    private static final int NAME = 60;

    /** Fail rates are asked for by feature; more features than this are shown without. */
    private static final int MOST_RATED = 40;

    private final TrafficReader counts;
    private final ScoreClient scores;
    private final DriftClient drift;
    private final AlertClient alerts;
    private final IngestClient ingest;

    Overview(TrafficReader counts, ScoreClient scores, DriftClient drift, AlertClient alerts, IngestClient ingest) {
        this.counts = counts;
        this.scores = scores;
        this.drift = drift;
        this.alerts = alerts;
        this.ingest = ingest;
    }

    OverviewPage page(Frame frame, TimeRange range, Instant now) {
        int project = frame.chosen().project().id();
        CompletableFuture<Card<List<AlertLine>>> open = alerts.open(project, now);
        CompletableFuture<Card<Map<String, FeatureDrift>>> drifting = drift.features(project);
        CompletableFuture<Card<IngestClient.Status>> received = ingest.status(project);
        Card<List<FeatureSummary>> summaries = summaries(project, range);
        Map<String, CompletableFuture<Card<List<FailRate>>>> rates = new LinkedHashMap<>();
        summaries.orElse(List.of()).stream()
                .limit(MOST_RATED)
                .forEach(summary -> rates.put(summary.feature(), scores.rates(project, summary.feature(), range)));
        Card<Map<String, FeatureDrift>> driftCard = drifting.join();
        List<OverviewPage.FeatureLine> lines = new ArrayList<>();
        String scoresProblem = "";
        Traffic traffic = traffic(project, range, summaries);
        for (FeatureSummary summary : summaries.orElse(List.of())) {
            Card<List<FailRate>> rate = rates.containsKey(summary.feature())
                    ? rates.get(summary.feature()).join()
                    : Card.of(List.of());
            scoresProblem = rate.ok() ? scoresProblem : problem(rate);
            lines.add(line(frame, range, summary, traffic, rate, drift(driftCard, summary.feature())));
        }
        return new OverviewPage(
                range(frame, range, summaries.orElse(List.of()), now),
                open.join(),
                summaries.map(all -> List.copyOf(lines)),
                new OverviewPage.Problems(scoresProblem, driftCard.ok() ? "" : problem(driftCard)),
                ingested(received.join()));
    }

    private static FeatureDrift drift(Card<Map<String, FeatureDrift>> card, String feature) {
        return card.ok()
                ? card.loaded().getOrDefault(feature, FeatureDrift.unseen(feature))
                : FeatureDrift.unknown(feature);
    }

    private Card<List<FeatureSummary>> summaries(int project, TimeRange range) {
        try {
            return Card.of(counts.features(project, range.fromNano(), range.toNano()));
        } catch (SQLException e) {
            LOG.warnf("The features could not be summed up: %s", e.getMessage());
            return Card.failed("The trace store did not answer in time. A shorter time range may help.");
        }
    }

    private Traffic traffic(int project, TimeRange range, Card<List<FeatureSummary>> summaries) {
        if (summaries.orElse(List.of()).isEmpty()) {
            return new Traffic(List.of(), range);
        }
        try {
            return new Traffic(
                    counts.buckets(project, range.fromNano(), range.toNano(), Traffic.bucketNano(range)), range);
        } catch (SQLException e) {
            LOG.warnf("The traffic could not be summed up: %s", e.getMessage());
            return Traffic.UNKNOWN;
        }
    }

    private static OverviewPage.FeatureLine line(
            Frame frame,
            TimeRange range,
            FeatureSummary summary,
            Traffic traffic,
            Card<List<FailRate>> rates,
            FeatureDrift drift) {
        Url list = frame.to("/traces").with("feature", summary.feature()).with("last", range.last());
        if (range.last() == null) {
            list = list.with("from", range.from().toString())
                    .with("to", range.to().toString());
        }
        return new OverviewPage.FeatureLine(
                Visible.line(summary.feature(), NAME),
                new OverviewPage.FeatureLine.Load(
                        Amount.count(summary.requests()),
                        traffic.of(summary.feature()),
                        Share.counted(summary.errors(), summary.requests()),
                        Amount.duration(summary.p50Millis() * MILLI),
                        Amount.duration(summary.p95Millis() * MILLI)),
                rates,
                drift,
                new OverviewPage.FeatureLine.Links(
                        list.toString(),
                        list.with("status", "error").toString(),
                        list.at("/features")
                                .without("feature")
                                .with("name", summary.feature())
                                .toString()));
    }

    private static OverviewPage.Range range(Frame frame, TimeRange range, List<FeatureSummary> summaries, Instant now) {
        String last = range.last() == null ? "" : range.last();
        Url here = frame.to("/");
        if (range.last() == null) {
            here = here.with("from", range.from().toString())
                    .with("to", range.to().toString());
        } else if (!last.equals(TimeRange.DEFAULT)) {
            here = here.with("last", last);
        }
        String until = summaries.stream()
                .map(FeatureSummary::lastNano)
                .max(Long::compare)
                .map(Moment::of)
                .map(latest -> Moment.second(latest) + " (" + Moment.ago(latest, now) + ")")
                .orElse("");
        return new OverviewPage.Range(
                last,
                range.words(),
                until,
                here.toString(),
                here.at("/x/overview").toString());
    }

    private static OverviewPage.Ingest ingested(Card<IngestClient.Status> status) {
        return new OverviewPage.Ingest(
                status.map(known ->
                        known.lastHour().stream().map(Overview::account).toList()),
                Amount.count(status.map(IngestClient.Status::outbox).orElse(0L)));
    }

    private static OverviewPage.Account account(IngestClient.Account account) {
        long lost = account.rejected() + account.dropped();
        return new OverviewPage.Account(
                Visible.line(account.signal(), NAME),
                Amount.count(account.received()),
                Amount.count(account.stored()),
                Amount.count(account.duplicate()),
                lost == 0 ? "" : Amount.count(lost));
    }

    private static String problem(Card<?> card) {
        return String.valueOf(card.problem());
    }
}
