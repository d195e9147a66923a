package dev.plumbline.console.alert;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.owner.OwnerDown;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks alerting for alerts, and tells it what a person decided. */
@ApplicationScoped
public class AlertClient {
    private static final String ALERTS = "/api/v1/alerts";
    private static final String OPEN = "open";
    private static final int MOST_OPEN = 20;

    private final OwnerClient owners;

    AlertClient(OwnerClient owners) {
        this.owners = owners;
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
    Card<Boolean> acknowledge(String id) {
        return change(ALERTS + "/" + Url.encode(id) + "/acknowledge");
    }

    /** Sends a notification once more. */
    Card<Boolean> redeliver(String notification) {
        return change("/api/v1/notifications/" + Url.encode(notification) + "/redeliver");
    }

    private Card<Boolean> change(String target) {
        try {
            HttpResponse<InputStream> answer = owners.forward(
                    Owner.ALERTING, "POST", target, "{}".getBytes(StandardCharsets.UTF_8), "application/json");
            try (InputStream body = answer.body()) {
                body.skipNBytes(0);
            }
            return answer.statusCode() < 300
                    ? Card.of(true)
                    : Card.failed("alerting answered " + answer.statusCode() + ".");
        } catch (OwnerDown | IOException e) {
            return Card.failed("alerting does not answer.");
        }
    }
}
