package dev.plumbline.console.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks alerting what it watches and what is silenced, and tells it what a person decided. */
@ApplicationScoped
class RuleClient {
    private static final String SILENCES = "/api/v1/silences";

    private final OwnerClient owners;
    private final ObjectMapper json;

    RuleClient(OwnerClient owners, ObjectMapper json) {
        this.owners = owners;
        this.json = json;
    }

    /** A series of a rule. @param slice empty for the whole */
    record Series(
            String feature,
            String scoreName,
            String slice,
            String state,
            Numbers numbers,
            @Nullable Double objective,
            double threshold) {}

    /** Of the last hour. */
    record Numbers(long n, long bad, Estimate share, double detector) {}

    /** With its 95 % interval. */
    record Estimate(double estimate, double low, double high) {
        Share share(long n) {
            return new Share(estimate, low, high, n);
        }
    }

    record Rules(List<Series> items) {}

    /** A silence, who made it and what it held back. @param state {@code future}, {@code active} or {@code ended} */
    record Shown(Silence silence, String state, long held, Authorship by) {}

    record Silence(int id, List<Matcher> matchers, Instant startsAt, Instant endsAt) {}

    record Matcher(String name, String op, String value) {}

    record Authorship(
            String author,
            String reason,
            Instant createdAt,
            @Nullable String endedBy) {}

    record Silences(List<Shown> items) {}

    CompletableFuture<Card<Rules>> rules(int project) {
        Url url = Url.of("/api/v1/rules").with("project", String.valueOf(project));
        return owners.card(Owner.ALERTING, url.toString(), new TypeReference<Rules>() {});
    }

    CompletableFuture<Card<Silences>> silences(int project) {
        Url url = Url.of(SILENCES).with("project", String.valueOf(project)).with("state", "all");
        return owners.card(Owner.ALERTING, url.toString(), new TypeReference<Silences>() {});
    }

    Card<Boolean> silence(String actor, Map<String, Object> wanted) {
        try {
            return owners.change(Owner.ALERTING, actor, "POST", SILENCES, json.writeValueAsString(wanted));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Card<Boolean> end(String actor, String id) {
        return owners.change(Owner.ALERTING, actor, "DELETE", SILENCES + "/" + Url.encode(id), "");
    }
}
