package dev.plumbline.console.rule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
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
    private static final String RULES = "/api/v1/rules";
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
            Limits limits,
            @Nullable By by) {
        /** As it is sent: flat. */
        @JsonCreator
        static Series of(
                @JsonProperty("feature") String feature,
                @JsonProperty("scoreName") String scoreName,
                @JsonProperty("slice") String slice,
                @JsonProperty("state") String state,
                @JsonProperty("numbers") Numbers numbers,
                @JsonProperty("objective") @Nullable Double objective,
                @JsonProperty("threshold") double threshold,
                @JsonProperty("by") @Nullable By by) {
            return new Series(feature, scoreName, slice, state, numbers, new Limits(objective, threshold), by);
        }
    }

    record Limits(@Nullable Double objective, double threshold) {}

    /** Whose series it is. @param version 0 for what is built in */
    record By(String kind, String rule, int version) {}

    /** What is not judged for a while. */
    record Pause(What what, String pausedBy, String reason, Instant endsAt) {}

    /** A rule; all of it, or what is named. @param slice empty for the whole; null for every series */
    record What(
            String rule,
            @Nullable String feature,
            @Nullable String score,
            @Nullable String slice) {}

    record Pauses(List<Pause> items) {}

    /** What a rule would watch. @param cut why not all was looked at; empty when it was */
    record Checked(String rule, String kind, List<Known> series, String cut) {}

    /** A series that a rule would watch, and how it stands. */
    record Known(
            String feature,
            String scoreName,
            String slice,
            String state,
            long n,
            @Nullable Double objective) {}

    /** What a rule would have done. */
    record Backtest(String rule, Instant from, Instant to, boolean complete, int fired, Past past) {}

    record Past(Instant reached, String cut, Read read, List<Episode> episodes) {}

    record Read(long steps, long scores) {}

    record Episode(
            String feature,
            String severity,
            Instant openedAt,
            @Nullable Instant resolvedAt,
            String statement,
            Evidence evidence) {}

    record Evidence(List<String> exampleTraceIds) {}

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
        Url url = Url.of(RULES).with("project", String.valueOf(project));
        return owners.card(Owner.ALERTING, url.toString(), new TypeReference<Rules>() {});
    }

    CompletableFuture<Card<Silences>> silences(int project) {
        Url url = Url.of(SILENCES).with("project", String.valueOf(project)).with("state", "all");
        return owners.card(Owner.ALERTING, url.toString(), new TypeReference<Silences>() {});
    }

    Card<Boolean> silence(String actor, Map<String, Object> wanted) {
        return owners.change(Owner.ALERTING, actor, "POST", SILENCES, write(wanted));
    }

    CompletableFuture<Card<Pauses>> pauses(int project) {
        Url url = Url.of(RULES + "/pauses").with("project", String.valueOf(project));
        return owners.card(Owner.ALERTING, url.toString(), new TypeReference<Pauses>() {});
    }

    /** @param what {@code pause} or {@code resume} */
    Card<Boolean> pause(String actor, String rule, String what, Map<String, Object> wanted) {
        return owners.change(Owner.ALERTING, actor, "POST", RULES + "/" + Url.encode(rule) + "/" + what, write(wanted));
    }

    Card<Checked> check(String actor, String text) {
        return owners.made(Owner.ALERTING, actor, "POST", RULES + "/check", text, new TypeReference<>() {});
    }

    Card<Backtest> backtest(String actor, Map<String, Object> wanted) {
        return owners.made(Owner.ALERTING, actor, "POST", RULES + "/backtest", write(wanted), new TypeReference<>() {});
    }

    private String write(Map<String, Object> wanted) {
        try {
            return json.writeValueAsString(wanted);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Card<Boolean> end(String actor, String id) {
        return owners.change(Owner.ALERTING, actor, "DELETE", SILENCES + "/" + Url.encode(id), "");
    }
}
