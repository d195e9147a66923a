package dev.plumbline.alerting.webhook;

import dev.plumbline.alerting.AlertingConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts signed messages. Every address that the host resolves to is checked, and the connection goes to the address that
 * was checked, so that a second answer of the resolver changes nothing. Redirects are not followed; a reply is read up to
 * 64 kB and no further.
 */
@Singleton
public class WebhookClient {
    private static final int REPLY_BYTES = 64 * 1024;

    private final AlertingConfig config;
    private final Clock clock;
    private final HttpClient client;

    WebhookClient(Vertx vertx, AlertingConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.deliveryTimeout().toMillis())
                .setKeepAlive(false)
                .setVerifyHost(true));
    }

    /** One attempt; never throws. */
    public Attempt post(Target target, String id, String body) {
        Instant start = clock.instant();
        long nanos = System.nanoTime();
        try {
            HttpClientResponse response = send(target, id, body, start)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(config.deliveryTimeout().toMillis(), TimeUnit.MILLISECONDS);
            int status = response.statusCode();
            return new Attempt(start, since(nanos), status, wrong(status), retryAfter(response));
        } catch (TimeoutException e) {
            return failed(
                    start, nanos, "no answer within " + config.deliveryTimeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            return failed(start, nanos, String.valueOf(e.getCause()));
        } catch (IOException | IllegalArgumentException e) {
            return failed(start, nanos, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(start, nanos, "interrupted");
        }
    }

    private Future<HttpClientResponse> send(Target target, String id, String body, Instant now) throws IOException {
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
                .setTimeout(config.deliveryTimeout().toMillis())
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "Plumbline")
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", String.valueOf(timestamp))
                .putHeader("webhook-signature", WebhookSigner.sign(target.secret(), id, timestamp, body));
        return client.request(options).compose(request -> request.send(body)).compose(this::drained);
    }

    /** Waits for the end of the reply, or for its 64th kilobyte. */
    private Future<HttpClientResponse> drained(HttpClientResponse response) {
        Promise<HttpClientResponse> done = Promise.promise();
        long[] read = {0};
        response.handler(chunk -> {
            read[0] += chunk.length();
            if (read[0] > REPLY_BYTES && done.tryComplete(response)) {
                response.request().reset();
            }
        });
        response.exceptionHandler(done::tryFail);
        response.endHandler(end -> done.tryComplete(response));
        return done.future();
    }

    /** @throws IOException when the host has no address or one that is not allowed */
    private InetAddress checked(@Nullable String host) throws IOException {
        if (host == null) {
            throw new IOException("the URL has no host");
        }
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            boolean allowed =
                    config.allowPrivateReceivers() ? AddressRule.isReachable(address) : AddressRule.isPublic(address);
            if (!allowed) {
                throw new IOException("refused: " + host + " is " + address.getHostAddress()
                        + ", which is not public (plumbline.alerting.allow-private-receivers)");
            }
        }
        return addresses[0];
    }

    private static @Nullable String wrong(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
        return status >= 300 && status < 400 ? "redirects are not followed" : "not a success";
    }

    private static @Nullable Duration retryAfter(HttpClientResponse response) {
        String seconds = response.getHeader("retry-after");
        return seconds != null && seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static Attempt failed(Instant start, long nanos, String error) {
        return new Attempt(start, since(nanos), null, error, null);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
