package dev.plumbline.console.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.TimeRange;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks trace-ingest who may send and where it went, and tells it what an admin decided. */
@ApplicationScoped
class SourcesClient {
    private static final String KEYS = "/api/v1/keys";
    private static final String PROJECTS = "/api/v1/projects";
    private static final String INGEST = "/api/v1/ingest";

    private final OwnerClient owners;
    private final ObjectMapper json;

    SourcesClient(OwnerClient owners, ObjectMapper json) {
        this.owners = owners;
        this.json = json;
    }

    CompletableFuture<Card<Kept.Keys>> keys(String project) {
        Url url = Url.of(KEYS).with("project", project);
        return owners.card(Owner.TRACE_INGEST, url.toString(), new TypeReference<Kept.Keys>() {});
    }

    Card<Kept.Made> makeKey(String actor, String project) {
        return owners.made(
                Owner.TRACE_INGEST,
                actor,
                "POST",
                KEYS,
                body(Map.of("project", project)),
                new TypeReference<Kept.Made>() {});
    }

    Card<Kept.Made> rotate(String actor, String id, int graceSeconds) {
        return owners.made(
                Owner.TRACE_INGEST,
                actor,
                "POST",
                KEYS + "/" + Url.encode(id) + "/rotate",
                body(Map.of("graceSeconds", graceSeconds)),
                new TypeReference<Kept.Made>() {});
    }

    Card<Boolean> revoke(String actor, String id) {
        return owners.change(Owner.TRACE_INGEST, actor, "DELETE", KEYS + "/" + Url.encode(id), "");
    }

    CompletableFuture<Card<Kept.Projects>> projects() {
        return owners.card(Owner.TRACE_INGEST, PROJECTS, new TypeReference<Kept.Projects>() {});
    }

    /** @param spansPerSecond null for no limit */
    Card<Boolean> limit(String actor, String project, @Nullable Integer spansPerSecond) {
        return put(actor, project, "limit", body(Collections.singletonMap("spansPerSecond", spansPerSecond)));
    }

    Card<Boolean> retention(String actor, String project, int days) {
        return put(actor, project, "retention", body(Map.of("days", days)));
    }

    CompletableFuture<Card<JsonNode>> privacy(String project) {
        return owners.card(
                Owner.TRACE_INGEST,
                PROJECTS + "/" + Url.encode(project) + "/privacy",
                new TypeReference<JsonNode>() {});
    }

    /** @param policy JSON as somebody wrote it */
    Card<Boolean> privacy(String actor, String project, String policy) {
        return put(actor, project, "privacy", policy);
    }

    CompletableFuture<Card<Kept.Minutes>> ledger(int project, TimeRange range) {
        Url url = Url.of(INGEST + "/ledger")
                .with("project", String.valueOf(project))
                .with("from", range.from().toString())
                .with("to", range.to().toString());
        return owners.card(Owner.TRACE_INGEST, url.toString(), new TypeReference<Kept.Minutes>() {});
    }

    CompletableFuture<Card<Kept.Letters>> letters(int project) {
        Url url = Url.of(INGEST + "/dead-letters").with("project", String.valueOf(project));
        return owners.card(Owner.TRACE_INGEST, url.toString(), new TypeReference<Kept.Letters>() {});
    }

    Card<Kept.Replayed> replay(String actor, String id) {
        return owners.made(
                Owner.TRACE_INGEST,
                actor,
                "POST",
                INGEST + "/dead-letters/" + Url.encode(id) + "/replay",
                "",
                new TypeReference<Kept.Replayed>() {});
    }

    private Card<Boolean> put(String actor, String project, String what, String body) {
        return owners.change(Owner.TRACE_INGEST, actor, "PUT", PROJECTS + "/" + Url.encode(project) + "/" + what, body);
    }

    private String body(Map<String, ?> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
