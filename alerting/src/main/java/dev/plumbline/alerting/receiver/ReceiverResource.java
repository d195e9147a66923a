package dev.plumbline.alerting.receiver;

import dev.plumbline.alerting.BadParameterException;
import dev.plumbline.alerting.IdentityFilter;
import dev.plumbline.alerting.webhook.Attempt;
import dev.plumbline.alerting.webhook.Target;
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

    private final ReceiverStore receivers;
    private final WebhookClient webhooks;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ReceiverResource(ReceiverStore receivers, WebhookClient webhooks, Clock clock) {
        this.receivers = receivers;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * @param name letters, digits, {@code . _ -}, at most 64
     * @param url http or https
     * @param secret {@code whsec_} and 24 to 64 bytes in base64; made and shown once when left out
     */
    public record NewReceiver(
            @Nullable String name,
            @Nullable String url,
            @Nullable String secret) {}

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
        String name = wanted.name();
        String url = wanted.url();
        String secret = wanted.secret() == null ? newSecret() : wanted.secret();
        if (name == null || !name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new BadParameterException("name", "must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        if (url == null || !isHttp(url)) {
            throw new BadParameterException("url", "must be an http or https URL with a host and without a user");
        }
        if (!WebhookSigner.isSecret(secret)) {
            throw new BadParameterException("secret", "must be whsec_ and 24 to 64 bytes in base64");
        }
        Optional<String> refusal = webhooks.refusal(URI.create(url).getHost());
        if (refusal.isPresent()) {
            throw new BadParameterException("url", "is " + refusal.get());
        }
        receivers.put(name, new Target(url, secret), IdentityFilter.actor(call));
        Map<String, Object> made = new HashMap<>(Map.of("name", name, "url", url));
        if (wanted.secret() == null) {
            made.put("secret", secret);
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

    /** Sends a test message now and tells how it went; it is not retried. */
    @POST
    @Path("/{name}/test")
    public Response test(@PathParam("name") String name) {
        Optional<Target> target = receivers.target(name);
        if (target.isEmpty()) {
            return unknown(name);
        }
        String body = "{\"type\":\"test\",\"timestamp\":\"" + clock.instant() + "\"}";
        Attempt attempt = webhooks.post(target.get(), "msg_" + UUID.randomUUID(), body);
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

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }

    private static Response unknown(String name) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(Map.of("error", "no receiver is named " + name, "field", "name"))
                .build();
    }
}
