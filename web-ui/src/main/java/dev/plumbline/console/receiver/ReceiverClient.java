package dev.plumbline.console.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.owner.Owner;
import dev.plumbline.console.owner.OwnerClient;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks alerting for receivers, and tells it what an admin decided. */
@ApplicationScoped
class ReceiverClient {
    private static final String RECEIVERS = "/api/v1/receivers";

    private final OwnerClient owners;
    private final ObjectMapper json;

    ReceiverClient(OwnerClient owners, ObjectMapper json) {
        this.owners = owners;
        this.json = json;
    }

    record Receivers(List<Receiver> items) {}

    /** @param disabledWhy null while it is told */
    record Receiver(
            String name, String url, Wants wants, @Nullable String disabledWhy) {}

    /** @param matchers as their owner has them */
    record Wants(
            String encoding,
            List<JsonNode> matchers,
            @Nullable Heartbeat heartbeat,
            @Nullable String fallback) {}

    record Heartbeat(int seconds, @Nullable String lastError) {}

    /** @param secret null when it was given */
    record Made(@Nullable String secret) {}

    /** How a test went. */
    record Tested(
            boolean delivered,
            @Nullable Integer status,
            @Nullable String error,
            long millis) {}

    CompletableFuture<Card<Receivers>> all() {
        return owners.card(Owner.ALERTING, RECEIVERS, new TypeReference<Receivers>() {});
    }

    /** Makes it, or replaces the one of its name. */
    Card<Made> put(String actor, Map<String, Object> wanted) {
        try {
            return owners.made(
                    Owner.ALERTING,
                    actor,
                    "POST",
                    RECEIVERS,
                    json.writeValueAsString(wanted),
                    new TypeReference<Made>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param hours for how long messages carry the signatures of both secrets */
    Card<Made> rotate(String actor, String name, int hours) {
        return owners.made(
                Owner.ALERTING,
                actor,
                "POST",
                RECEIVERS + "/" + Url.encode(name) + "/rotate",
                "{\"hours\":" + hours + "}",
                new TypeReference<Made>() {});
    }

    Card<Tested> test(String actor, String name) {
        return owners.made(
                Owner.ALERTING,
                actor,
                "POST",
                RECEIVERS + "/" + Url.encode(name) + "/test",
                "",
                new TypeReference<Tested>() {});
    }

    Card<Boolean> remove(String actor, String name) {
        return owners.change(Owner.ALERTING, actor, "DELETE", RECEIVERS + "/" + Url.encode(name), "");
    }
}
