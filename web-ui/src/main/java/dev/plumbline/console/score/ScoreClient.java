package dev.plumbline.console.score;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the evaluator for scores and for what they add up to. */
@ApplicationScoped
public class ScoreClient {
    private static final int MOST = 500;

    private final OwnerClient owners;

    ScoreClient(OwnerClient owners) {
        this.owners = owners;
    }

    /** A page of scores, latest first. @param next null when these are all */
    public record Page(List<Score> items, @Nullable String next) {}

    /** The scores of one trace, whenever it was. */
    public CompletableFuture<Card<Page>> ofTrace(int project, String traceId) {
        return page(scores(project).with("trace", traceId));
    }

    /** The latest scores of a time range, 500 at most. @param feature null for all */
    public CompletableFuture<Card<Page>> latest(int project, long fromNano, long toNano, @Nullable String feature) {
        return page(scores(project)
                .with("from", String.valueOf(fromNano))
                .with("to", String.valueOf(toNano))
                .with("feature", feature));
    }

    /** How often each rubric failed in a feature. */
    public CompletableFuture<Card<List<FailRate>>> rates(int project, String feature, TimeRange range) {
        Url url = summary(project, feature, range);
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Summary>() {})
                .thenApply(card -> card.map(Summary::rates));
    }

    /** Which rate to follow. @param buckets parts of the time range */
    public record Series(String feature, String name, int buckets) {}

    /** One rubric's fail rate over time; a part without a score says so. */
    public CompletableFuture<Card<List<RatePoint>>> series(int project, Series series, TimeRange range) {
        Url url = summary(project, series.feature(), range).with("buckets", String.valueOf(series.buckets()));
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Summary>() {})
                .thenApply(card -> card.map(summary -> summary.points(series.name(), range, series.buckets())));
    }

    private static Url summary(int project, String feature, TimeRange range) {
        return Url.of("/api/v1/scores/summary")
                .with("project", String.valueOf(project))
                .with("feature", feature)
                .with("from", String.valueOf(range.fromNano()))
                .with("to", String.valueOf(range.toNano()));
    }

    private static Url scores(int project) {
        return Url.of("/api/v1/scores").with("project", String.valueOf(project)).with("limit", String.valueOf(MOST));
    }

    private CompletableFuture<Card<Page>> page(Url url) {
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Page>() {});
    }
}
