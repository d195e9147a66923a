package dev.plumbline.console.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks alerting for alerts, and tells it what a person decided. */
@ApplicationScoped
public class AlertClient {
    private static final String ALERTS = "/api/v1/alerts";
    private static final String OPEN = "open";
    private static final int MOST_OPEN = 20;

    private final OwnerClient owners;
    private final ObjectMapper json;

    AlertClient(OwnerClient owners, ObjectMapper json) {
        this.owners = owners;
        this.json = json;
    }

    /** A page of alerts, newest first. */
    record Page(List<Item> items, @Nullable String next) {
        List<Alert> alerts() {
            return items.stream().map(Item::alert).toList();
        }
    }

    record Item(Alert alert) {}

    /** The open alerts: what pages first, then the newest. */
    public CompletableFuture<Card<List<AlertLine>>> open(int project, Instant now) {
        return list(project, OPEN, "", MOST_OPEN)
                .thenApply(card -> card.map(page -> AlertLine.worstFirst(page.alerts(), now)));
    }

    CompletableFuture<Card<Page>> list(int project, String state, String cursor, int limit) {
        Url url = Url.of(ALERTS)
                .with("project", String.valueOf(project))
                .with("state", state)
                .with("cursor", cursor)
                .with("limit", String.valueOf(limit));
        return owners.card(Owner.ALERTING, url.toString(), new TypeReference<Page>() {});
    }

    /** What is watched, and how each rule stands. */
    CompletableFuture<Card<List<Watched>>> watched(int project) {
        Url url = Url.of("/api/v1/rules").with("project", String.valueOf(project));
        return owners.card(Owner.ALERTING, url.toString(), new TypeReference<Watched.Page>() {})
                .thenApply(card -> card.map(Watched::of));
    }

    CompletableFuture<Card<AlertDetail>> detail(String id) {
        return owners.card(Owner.ALERTING, ALERTS + "/" + Url.encode(id), new TypeReference<AlertDetail>() {});
    }

    /** Somebody takes it on. */
    Card<Boolean> acknowledge(String actor, String id) {
        return change(actor, ALERTS + "/" + Url.encode(id) + "/acknowledge");
    }

    /** Sends a notification once more. */
    Card<Boolean> redeliver(String actor, String notification) {
        return change(actor, "/api/v1/notifications/" + Url.encode(notification) + "/redeliver");
    }

    /** One of {@code comment}, {@code resolve}, {@code assign} and {@code snooze}, with what it needs. */
    Card<Boolean> decide(String actor, String id, String decision, Map<String, String> body) {
        try {
            String target = ALERTS + "/" + Url.encode(id) + "/" + decision;
            return owners.change(Owner.ALERTING, actor, "POST", target, json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Card<Boolean> change(String actor, String target) {
        return owners.change(Owner.ALERTING, actor, "POST", target, "{}");
    }
}
