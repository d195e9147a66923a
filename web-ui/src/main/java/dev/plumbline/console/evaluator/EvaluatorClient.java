package dev.plumbline.console.evaluator;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.concurrent.CompletableFuture;

/** Asks the evaluator how its scorers do. */
@ApplicationScoped
class EvaluatorClient {
    private final OwnerClient owners;

    EvaluatorClient(OwnerClient owners) {
        this.owners = owners;
    }

    /** @param feature empty for all */
    CompletableFuture<Card<Found.Summary>> summary(int project, String feature, TimeRange range) {
        Url url = Url.of("/api/v1/scores/summary")
                .with("project", String.valueOf(project))
                .with("feature", feature)
                .with("from", String.valueOf(range.fromNano()))
                .with("to", String.valueOf(range.toNano()));
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Found.Summary>() {});
    }

    /** Of all labels there are. */
    CompletableFuture<Card<Found.Agreements>> agreement(int project, String rubric) {
        Url url =
                Url.of("/api/v1/rubrics/" + Url.encode(rubric) + "/agreement").with("project", String.valueOf(project));
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Found.Agreements>() {});
    }

    CompletableFuture<Card<Found.Jobs>> jobs() {
        return owners.card(Owner.EVALUATOR, "/api/v1/evaluation/jobs", new TypeReference<Found.Jobs>() {});
    }
}
