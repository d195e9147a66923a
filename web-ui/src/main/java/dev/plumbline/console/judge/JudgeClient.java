package dev.plumbline.console.judge;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the evaluator how its judges stand, and what they preferred. */
@ApplicationScoped
public class JudgeClient {
    private static final int LISTED = 10;

    private final OwnerClient owners;

    JudgeClient(OwnerClient owners) {
        this.owners = owners;
    }

    /** Those first that got worse. @param feature empty for all */
    public CompletableFuture<Card<List<JudgeLine>>> judges(int project, String feature) {
        Url url = Url.of("/api/v1/evaluation/judges")
                .with("project", String.valueOf(project))
                .with("feature", feature);
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Answered.Judges>() {})
                .thenApply(card -> card.map(JudgeLine::of));
    }

    /** The latest ten. */
    public CompletableFuture<Card<List<Comparison>>> comparisons(int project) {
        Url url = Url.of("/api/v1/comparisons")
                .with("project", String.valueOf(project))
                .with("limit", String.valueOf(LISTED));
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Answered.Comparisons>() {})
                .thenApply(card -> card.map(Comparison::of));
    }
}
