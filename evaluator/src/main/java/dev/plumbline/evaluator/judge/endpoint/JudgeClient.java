package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the endpoint in its protocol. One call, no retry, no redirect; never throws for a fault. */
@Singleton
public class JudgeClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1 << 20;

    private final JudgeConfig config;
    private final Protocol protocol;
    private final Clock clock;
    private final HttpClient http;

    public JudgeClient(JudgeConfig config, Clock clock) {
        this.config = config;
        this.protocol = Protocol.of(config);
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws InterruptedException when the service stops */
    public Reply ask(Question question) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(request(question), head -> new CappedBody(MOST_BYTES));
        try {
            // The request's own timeout ends with the headers: a body that drips would hold the worker for ever.
            return read(question, call.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Reply.Lost("no answer within " + config.timeout());
        } catch (ExecutionException e) {
            return fault(e.getCause());
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        }
    }

    private HttpRequest request(Question question) {
        String base = config.url().orElseThrow().toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(protocol.address(base))
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        protocol.headers(config.apiKey().orElse(null)).forEach(request::header);
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(bytes(question)))
                .build();
    }

    private byte[] bytes(Question question) {
        try {
            return JSON.writeValueAsBytes(protocol.body(question));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply read(Question question, HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            Duration retryAfter = response.headers()
                    .firstValue("Retry-After")
                    .flatMap(header -> RetryAfter.parse(header, clock.instant()))
                    .orElse(null);
            return Refusal.of(response.statusCode(), response.body(), retryAfter);
        }
        try {
            return protocol.read(question, JSON.readTree(response.body()));
        } catch (IOException e) {
            return new Reply.Lost("the answer is no JSON");
        }
    }

    private Reply fault(@Nullable Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return new Reply.Lost("no answer within " + config.timeout());
        }
        String name = cause == null ? "unknown" : cause.getClass().getSimpleName();
        return cause != null && String.valueOf(cause.getMessage()).startsWith("the answer is longer")
                ? new Reply.Lost(String.valueOf(cause.getMessage()))
                : new Reply.Away("not reached: " + name, null);
    }
}
