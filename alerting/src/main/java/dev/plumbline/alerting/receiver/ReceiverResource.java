package dev.plumbline.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plumbline.alerting.AlertingConfig;
import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.IdentityFilter;
import dev.plumbline.alerting.webhook.Attempt;
import dev.plumbline.alerting.webhook.WebhookClient;
import dev.plumbline.alerting.webhook.WebhookSigner;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Receivers: made, listed, tried, removed. A new receiver hears of changes from then on. */
@Path("/api/v1/receivers")
@Blocking
public class ReceiverResource {
    private static final int SECRET_BYTES = 32;
    private static final int DEFAULT_OVERLAP = 24;
    private static final int LONGEST_OVERLAP = 168;

    private final ReceiverStore receivers;
    private final WebhookClient webhooks;
    private final AlertingConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ReceiverResource(ReceiverStore receivers, WebhookClient webhooks, AlertingConfig config, Clock clock) {
        this.config = config;
        this.receivers = receivers;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** @param next always null: the list is whole */
    public record Listed(
            List<ReceiverStore.Receiver> items, @Nullable String next) {}

    @GET
    public Listed list() {
        return new Listed(receivers.all(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@Nullable NewReceiver wanted, @Context ContainerRequestContext call) throws SQLException {
        if (wanted == null) {
            throw new BadParameterException("body", "is missing");
        }
        NewReceiver.Checked checked = wanted.checked(this::newSecret);
        Optional<String> refusal = webhooks.refusal(URI.create(checked.url()).getHost());
        if (refusal.isPresent()) {
            throw new BadParameterException("url", "is " + refusal.get());
        }
        receivers.put(checked, IdentityFilter.actor(call));
        Map<String, Object> made = new HashMap<>(Map.of(
                "name", checked.name(),
                "url", checked.url(),
                "encoding", checked.encoding().text()));
        if (checked.secret().fresh()) {
            made.put("secret", checked.secret().text());
        }
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    @DELETE
    @Path("/{name}")
    public Response delete(@PathParam("name") String name, @Context ContainerRequestContext call) throws SQLException {
        return receivers.delete(name, IdentityFilter.actor(call))
                ? Response.noContent().build()
                : unknown(name);
    }

    /**
     * A new secret.
     *
     * @param secret as for a new receiver; made and shown once when it is left out
     * @param hours how long the old one signs too, 0 to 168; 24 when it is left out
     */
    public record Rotation(
            @Nullable String secret, @Nullable Integer hours) {}

    /** Changes the secret; for a while messages carry the signatures of both. */
    @POST
    @Path("/{name}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rotate(
            @PathParam("name") String name, @Nullable Rotation wanted, @Context ContainerRequestContext call)
            throws SQLException {
        String given = wanted == null ? null : wanted.secret();
        int hours = wanted == null || wanted.hours() == null ? DEFAULT_OVERLAP : wanted.hours();
        if (hours < 0 || hours > LONGEST_OVERLAP) {
            throw new BadParameterException("hours", "must be 0 to " + LONGEST_OVERLAP);
        }
        String secret = given == null ? newSecret() : given;
        Instant oldUntil = clock.instant().plus(Duration.ofHours(hours));
        if (!receivers.rotate(name, secret, oldUntil, IdentityFilter.actor(call))) {
            return unknown(name + " whose messages are signed");
        }
        Map<String, Object> made = new HashMap<>(Map.of("name", name, "oldSecretUntil", oldUntil.toString()));
        if (given == null) {
            made.put("secret", secret);
        }
        return Response.ok(made).build();
    }

    /** Sends a test message now and tells how it went; it is not retried. */
    @POST
    @Path("/{name}/test")
    public Response test(@PathParam("name") String name, @Context ContainerRequestContext call) throws SQLException {
        Optional<Addressee> addressee = receivers.addressee(name, IdentityFilter.actor(call));
        if (addressee.isEmpty()) {
            return unknown(name);
        }
        JsonNode message = JsonNodeFactory.instance
                .objectNode()
                .put("type", "test")
                .put("timestamp", clock.instant().toString());
        Attempt attempt = webhooks.post(
                addressee.get().target(),
                "msg_" + UUID.randomUUID(),
                addressee.get().body(message, config.consoleUrl()));
        Map<String, Object> outcome = new HashMap<>();
        outcome.put("delivered", attempt.delivered());
        outcome.put("status", attempt.status());
        outcome.put("error", attempt.error());
        outcome.put("reply", attempt.reply());
        outcome.put("millis", attempt.took().toMillis());
        return Response.ok(outcome).build();
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return WebhookSigner.PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    private static Response unknown(String name) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(Map.of("error", "no receiver is named " + name, "field", "name"))
                .build();
    }
}
