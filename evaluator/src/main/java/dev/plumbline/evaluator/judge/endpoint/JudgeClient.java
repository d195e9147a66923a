package dev.plumbline.evaluator.judge.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the endpoint: {@code POST {base}/chat/completions}. One call, no retry, no redirect; never throws for a fault. */
@Singleton
public class JudgeClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1 << 20;

    private final JudgeConfig config;
    private final Clock clock;
    private final HttpClient http;

    public JudgeClient(JudgeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * @param schema JSON Schema that the answer's text shall follow
     * @throws InterruptedException when the service stops
     */
    public Reply ask(List<ChatMessage> messages, JsonNode schema) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(request(messages, schema), head -> new CappedBody(MOST_BYTES));
        try {
            // The request's own timeout ends with the headers: a body that drips would hold the worker for ever.
            return read(call.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
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

    private HttpRequest request(List<ChatMessage> messages, JsonNode schema) {
        URI base = config.url().orElseThrow();
        String path = base.toString().replaceAll("/+$", "") + "/chat/completions";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path))
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        config.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body(messages, schema)))
                .build();
    }

    private byte[] body(List<ChatMessage> messages, JsonNode schema) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", config.model().orElseThrow());
        body.put("temperature", 0);
        ArrayNode chat = body.putArray("messages");
        messages.forEach(message -> chat.addObject().put("role", message.role()).put("content", message.content()));
        switch (config.responseFormat()) {
            case JSON_SCHEMA ->
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", "verdict")
                        .put("strict", true)
                        .set("schema", schema);
            case JSON_OBJECT -> body.putObject("response_format").put("type", "json_object");
            case NONE -> {
                // The prompt asks for JSON anyway.
            }
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            return said(response.body());
        }
        String reason = "HTTP " + status;
        boolean away = status == 429 || status >= 500 || status == 401 || status == 403 || status == 404;
        if (away || status < 400) {
            return new Reply.Away(
                    reason,
                    response.headers()
                            .firstValue("Retry-After")
                            .flatMap(header -> RetryAfter.parse(header, clock.instant()))
                            .orElse(null));
        }
        return status == 408 ? new Reply.Lost(reason) : new Reply.Refused(reason);
    }

    private static Reply said(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode choice = json.path("choices").path(0);
            JsonNode content = choice.path("message").path("content");
            if (!content.isTextual()) {
                return new Reply.Lost("the answer is no chat completion with text");
            }
            JsonNode usage = json.path("usage");
            return new Reply.Said(
                    content.textValue(), number(usage.path("prompt_tokens")), number(usage.path("completion_tokens")));
        } catch (IOException e) {
            return new Reply.Lost("the answer is no JSON");
        }
    }

    private static @Nullable Long number(JsonNode node) {
        return node.isIntegralNumber() && node.longValue() >= 0 ? node.longValue() : null;
    }

    private static Reply fault(@Nullable Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return new Reply.Lost("no answer in time");
        }
        String name = cause == null ? "unknown" : cause.getClass().getSimpleName();
        return cause != null && String.valueOf(cause.getMessage()).startsWith("the answer is longer")
                ? new Reply.Lost(String.valueOf(cause.getMessage()))
                : new Reply.Away("not reached: " + name, null);
    }
}
