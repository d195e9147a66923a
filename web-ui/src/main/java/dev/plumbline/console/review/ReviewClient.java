package dev.plumbline.console.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks the evaluator for draws and labels, and gives it those of a reviewer. */
@ApplicationScoped
class ReviewClient {
    private static final String DRAWS = "/api/v1/labels/draws";
    private static final String LABELS = "/api/v1/labels";

    private final OwnerClient owners;
    private final ObjectMapper json;

    ReviewClient(OwnerClient owners, ObjectMapper json) {
        this.owners = owners;
        this.json = json;
    }

    Card<Found.Drawn> draw(String actor, Map<String, Object> wanted) {
        return owners.made(Owner.EVALUATOR, actor, "POST", DRAWS, body(wanted), new TypeReference<Found.Drawn>() {});
    }

    CompletableFuture<Card<Found.Drawn>> drawn(String id) {
        return owners.card(Owner.EVALUATOR, DRAWS + "/" + Url.encode(id), new TypeReference<Found.Drawn>() {});
    }

    Card<Found.Added> label(String actor, Map<String, Object> label) {
        return owners.made(Owner.EVALUATOR, actor, "POST", LABELS, body(label), new TypeReference<Found.Added>() {});
    }

    /** The labels of a request's trace, latest first. */
    CompletableFuture<Card<Found.Labels>> labels(Found.Frame frame, Item item) {
        Url url = Url.of(LABELS)
                .with("project", String.valueOf(frame.project()))
                .with("rubric", frame.rubric())
                .with("trace", item.traceId());
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Found.Labels>() {});
    }

    CompletableFuture<Card<Found.Agreements>> agreement(Found.Frame frame) {
        Url url = Url.of("/api/v1/rubrics/" + Url.encode(frame.rubric()) + "/agreement")
                .with("project", String.valueOf(frame.project()));
        return owners.card(Owner.EVALUATOR, url.toString(), new TypeReference<Found.Agreements>() {});
    }

    /** The versions of a rubric that somebody wrote; none of the built-in ones. */
    CompletableFuture<Card<Found.Rubrics>> rubric(String name) {
        return owners.card(
                Owner.EVALUATOR, "/api/v1/rubrics/" + Url.encode(name), new TypeReference<Found.Rubrics>() {});
    }

    private String body(Map<String, Object> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
