package dev.plumbline.console.owner;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.view.Card;
import dev.plumbline.contracts.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Calls the owners over HTTP, each call with an identity that lives for it alone. */
@ApplicationScoped
public class OwnerClient {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Logger LOG = Logger.getLogger(OwnerClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** A screen waits no longer for one card. */
    private static final Duration CARD = Duration.ofSeconds(2);

    /** A call of the API may take longer than a card. */
    private static final Duration FORWARD = Duration.ofSeconds(30);

    private static final int LONGEST_REASON = 10_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ServicesConfig services;
    private final String secret;
    private final Clock clock;
    private final ObjectMapper json;

    OwnerClient(
            ServicesConfig services,
            @ConfigProperty(name = "plumbline.secret") String secret,
            Clock clock,
            ObjectMapper json) {
        this.services = services;
        this.secret = secret;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Asks for a part of a screen; never fails, the card does.
     *
     * @param target path and query
     */
    public <T> CompletableFuture<Card<T>> card(Owner owner, String target, TypeReference<T> type) {
        HttpRequest request = call(owner, "console", target)
                .timeout(CARD)
                .header("Accept", "application/json")
                .GET()
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).handle((answer, failure) -> {
            if (answer == null) {
                LOG.debugf(failure, "%s does not answer %s", owner.part(), target);
                return Card.failed(owner.part() + " does not answer.");
            }
            return read(owner, target, answer, type);
        });
    }

    private <T> Card<T> read(Owner owner, String target, HttpResponse<byte[]> answer, TypeReference<T> type) {
        if (answer.statusCode() != 200) {
            return Card.failed(owner.part() + " answered " + answer.statusCode() + reason(answer.body()));
        }
        return understood(owner, target, answer.body(), type);
    }

    private <T> Card<T> understood(Owner owner, String target, byte[] answer, TypeReference<T> type) {
        try {
            return Card.of(json.readValue(answer, type));
        } catch (IOException e) {
            LOG.warnf("%s answered %s in a shape that is not understood: %s", owner.part(), target, e.getMessage());
            return Card.failed(owner.part() + " answered in a shape that is not understood.");
        }
    }

    private String reason(byte[] body) {
        try {
            JsonNode error = json.readTree(body).path("error");
            return error.isTextual() ? ": " + error.textValue() : ".";
        } catch (IOException notJson) {
            return ".";
        }
    }

    /**
     * Forwards a call as it came, with none of its headers but those given.
     *
     * @param actor in whose name
     * @param target path and query, as they stood in the request line
     * @param headers to pass on
     * @throws OwnerDown when the owner does not answer
     */
    public HttpResponse<InputStream> forward(
            Owner owner, String actor, String method, String target, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = call(owner, actor, target)
                .timeout(FORWARD)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new OwnerDown(owner, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OwnerDown(owner, e);
        }
    }

    /**
     * Asks an owner to change something; never fails, the card does, with the owner's reason.
     *
     * @param body JSON; empty for none
     */
    public Card<Boolean> change(Owner owner, String actor, String method, String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            HttpResponse<InputStream> answer =
                    forward(owner, actor, method, target, bytes, bytes.length == 0 ? Map.of() : JSON);
            try (InputStream said = answer.body()) {
                byte[] read = said.readNBytes(LONGEST_REASON);
                return answer.statusCode() < 300
                        ? Card.of(true)
                        : Card.failed(owner.part() + " answered " + answer.statusCode() + reason(read));
            }
        } catch (OwnerDown | IOException e) {
            return Card.failed(owner.part() + " does not answer.");
        }
    }

    /**
     * Asks an owner to make something and to say what became of it; never fails, the card does, with the owner's reason.
     *
     * @param body JSON; empty for none
     */
    public <T> Card<T> made(
            Owner owner, String actor, String method, String target, String body, TypeReference<T> type) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            HttpResponse<InputStream> answer =
                    forward(owner, actor, method, target, bytes, bytes.length == 0 ? Map.of() : JSON);
            try (InputStream said = answer.body()) {
                if (answer.statusCode() >= 300) {
                    return Card.failed(owner.part() + " answered " + answer.statusCode()
                            + reason(said.readNBytes(LONGEST_REASON)));
                }
                return understood(owner, target, said.readAllBytes(), type);
            }
        } catch (OwnerDown | IOException e) {
            return Card.failed(owner.part() + " does not answer.");
        }
    }

    private HttpRequest.Builder call(Owner owner, String actor, String target) {
        URI base = switch (owner) {
            case TRACE_INGEST -> services.traceIngest();
            case EVALUATOR -> services.evaluator();
            case DRIFT_SERVICE -> services.driftService();
            case ALERTING -> services.alerting();
        };
        String root = base.toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(root + target))
                .header(Identity.HEADER, Identity.sign(secret, actor, clock.instant()));
    }
}
