package dev.plumbline.alerting.webhook;

import dev.plumbline.alerting.AlertingConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Posts signed messages. Every address that the host resolves to is checked, and the connection goes to the address that
 * was checked, so that a second answer of the resolver changes nothing; TLS still asks for the host's own certificate.
 * Redirects are not followed; a reply is read up to 64 kB and no further.
 */
@Singleton
public class WebhookClient {
    /** Many receivers may stand on one host; one that is slow must not take the connection of another. */
    private static final int MOST_CONNECTIONS_TO_A_HOST = 1000;

    private final Vertx vertx;
    private final AlertingConfig config;
    private final Clock clock;
    private final HttpClient client;

    WebhookClient(Vertx vertx, AlertingConfig config, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.deliveryTimeout().toMillis())
                .setKeepAlive(false)
                .setMaxPoolSize(MOST_CONNECTIONS_TO_A_HOST)
                .setVerifyHost(true));
    }

    /** Why a host is refused, if it is: one of its addresses is not allowed. A host that nobody knows yet is not. */
    public Optional<String> refusal(String host) {
        try {
            checked(host);
            return Optional.empty();
        } catch (UnknownHostException perhapsLater) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** One attempt, waited for; never throws. */
    public Attempt post(Target target, String id, String body) {
        return send(target, id, body).toCompletableFuture().join();
    }

    /** One attempt; the stage never fails. The calling thread resolves the host's name and waits for nothing else. */
    public CompletionStage<Attempt> send(Target target, String id, String body) {
        Instant start = clock.instant();
        long nanos = System.nanoTime();
        RequestOptions request;
        try {
            request = request(target, id, body, start);
        } catch (IOException | IllegalArgumentException e) {
            return CompletableFuture.completedFuture(failed(start, nanos, String.valueOf(e.getMessage())));
        }
        return new Exchange(vertx)
                .run(client, request, body, config.deliveryTimeout())
                .toCompletionStage()
                .handle((answer, failure) ->
                        answer == null ? failed(start, nanos, reason(failure)) : answered(start, nanos, answer));
    }

    private Attempt answered(Instant start, long nanos, Exchange.Answer answer) {
        int status = answer.response().statusCode();
        return new Attempt(
                start,
                since(nanos),
                status,
                wrong(status),
                Replies.head(answer.read().getBytes()),
                Replies.retryAfter(answer.response().getHeader("retry-after"), clock.instant()),
                false);
    }

    private RequestOptions request(Target target, String id, String body, Instant now) throws IOException {
        URI url = URI.create(target.url());
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        InetAddress address = checked(url.getHost());
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        long timestamp = now.getEpochSecond();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "Plumbline")
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", String.valueOf(timestamp));
        return target.secrets().isEmpty()
                ? options
                : options.putHeader("webhook-signature", WebhookSigner.sign(target.secrets(), id, timestamp, body));
    }

    /** @throws IOException when the host has no address or one that is not allowed */
    private InetAddress checked(@Nullable String host) throws IOException {
        if (host == null) {
            throw new IOException("the URL has no host");
        }
        InetAddress[] addresses = InetAddress.getAllByName(host);
        Optional<InetAddress> refused = AddressRule.refused(addresses, config.allowPrivateReceivers());
        if (refused.isPresent()) {
            throw new IOException("refused: " + host + " is " + refused.get().getHostAddress()
                    + ", which is not public (plumbline.alerting.allow-private-receivers)");
        }
        return addresses[0];
    }

    private static @Nullable String wrong(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
        return status >= 300 && status < 400 ? "redirects are not followed" : "not a success";
    }

    /** The first cause says most: why the certificate was refused, not that the handshake failed. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause instanceof TimeoutException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static Attempt failed(Instant start, long nanos, String error) {
        return new Attempt(start, since(nanos), null, error, null, null, false);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
