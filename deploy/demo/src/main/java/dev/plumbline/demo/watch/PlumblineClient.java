package dev.plumbline.demo.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Calls the API that people and programs see. */
public final class PlumblineClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The longest range that a list of requests has. */
    private static final Duration RANGE = Duration.ofDays(400);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String api;

    /** @param api such as {@code http://127.0.0.1:8080} */
    public PlumblineClient(String api) {
        this.api = api;
    }

    /** The address of a page or of a part of the API. */
    public String url(String path) {
        return api + path;
    }

    /** The answer of a GET; empty when there is none, or none that is JSON with status 200. */
    public Optional<JsonNode> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(api + path)).GET())
                .filter(response -> response.statusCode() == 200)
                .flatMap(this::parse);
    }

    /** The items of a list; none when it cannot be had. */
    public List<JsonNode> items(String path) {
        return get(path)
                .map(list -> StreamSupport.stream(list.path("items").spliterator(), false)
                        .toList())
                .orElse(List.of());
    }

    /**
     * Whether requests of a feature are stored.
     *
     * @throws IllegalStateException when Plumbline does not say
     */
    public boolean hasRequests(String feature, Instant now) {
        String requests = "/api/v1/requests?limit=1&feature=" + feature + "&from=" + now.minus(RANGE) + "&to=" + now;
        JsonNode list = get(requests).orElseThrow(() -> new IllegalStateException("no answer to " + url(requests)));
        return !list.path("items").isEmpty();
    }

    /**
     * Registers a receiver of pages; the same name again replaces it.
     *
     * @return empty on success, else what went wrong
     */
    public Optional<String> register(String name, String url, String secret) {
        String body = json.createObjectNode()
                .put("name", name)
                .put("url", url)
                .put("secret", secret)
                .toString();
        Optional<HttpResponse<String>> response = send(HttpRequest.newBuilder(URI.create(api + "/api/v1/receivers"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (response.isEmpty()) {
            return Optional.of("no answer");
        }
        int status = response.get().statusCode();
        return status / 100 == 2
                ? Optional.empty()
                : Optional.of(status + " " + response.get().body());
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
        try {
            return Optional.of(http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<JsonNode> parse(HttpResponse<String> response) {
        try {
            return Optional.of(json.readTree(response.body()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
