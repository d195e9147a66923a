package dev.plumbline.drift.embed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Text to vector by an OpenAI-compatible endpoint: {@code POST <url>/embeddings}. Vectors are scaled to length 1. A call
 * that is answered too late, not at all, by 408, 429, 5xx or by a refusal of the key or the model is worth another try
 * later ({@link UnavailableException}); any other refusal is about the texts.
 */
final class EndpointClient {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 64 << 20;
    private static final Set<Integer> LATER = Set.of(401, 403, 404, 408, 429);

    private final HttpClient http;
    private final URI address;
    private final Settings settings;

    /** @param key empty for none */
    record Settings(URI url, String model, String key, int batch, Duration timeout) {

        /** Stored beside each vector: vectors of two models are never compared. */
        String id() {
            return model + "@" + url.getAuthority();
        }

        @Override
        public String toString() {
            return id();
        }
    }

    EndpointClient(Settings settings) {
        this.settings = settings;
        String url = settings.url().toString().replaceAll("/+$", "");
        this.address = URI.create(url.endsWith("/embeddings") ? url : url + "/embeddings");
        this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    String id() {
        return settings.id();
    }

    /** The vectors of texts, in their order. */
    List<float[]> embed(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += settings.batch()) {
            vectors.addAll(call(texts.subList(from, Math.min(texts.size(), from + settings.batch()))));
        }
        return vectors;
    }

    private List<float[]> call(List<String> texts) {
        HttpResponse<InputStream> answer;
        byte[] body;
        try {
            answer = http.send(request(texts), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                body = in.readNBytes(MOST_BYTES);
            }
        } catch (IOException e) {
            throw new UnavailableException(
                    "the embedding endpoint does not answer: " + e.getClass().getSimpleName(), PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopping", PAUSE);
        }
        int status = answer.statusCode();
        if (status >= 500 || LATER.contains(status)) {
            throw new UnavailableException("the embedding endpoint answers " + status, pause(answer));
        }
        if (status != 200) {
            throw new IllegalStateException("the embedding endpoint refuses the texts: " + status);
        }
        return vectors(body, texts.size());
    }

    private HttpRequest request(List<String> texts) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(settings.timeout())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(
                            Map.of("model", settings.model(), "input", texts, "encoding_format", "float"))));
            if (!settings.key().isEmpty()) {
                request.header("Authorization", "Bearer " + settings.key());
            }
            return request.build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code Retry-After} in seconds, within bounds; a date or nonsense is as good as none. */
    private static Duration pause(HttpResponse<?> answer) {
        String header = answer.headers().firstValue("Retry-After").orElse("").strip();
        if (!header.matches("[0-9]{1,9}")) {
            return PAUSE;
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(header));
        return wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
    }

    /** By their index: the order of the list is not promised. */
    private static List<float[]> vectors(byte[] body, int texts) {
        JsonNode data;
        try {
            data = JSON.readTree(body).path("data");
        } catch (IOException e) {
            throw new UnavailableException("the embedding endpoint answers what is no JSON", PAUSE);
        }
        float[][] vectors = new float[texts][];
        for (JsonNode item : data) {
            int index = item.path("index").asInt(-1);
            if (index >= 0 && index < texts) {
                vectors[index] = unit(item.path("embedding"));
            }
        }
        for (float[] vector : vectors) {
            if (vector == null || vector.length != vectors[0].length) {
                throw new IllegalStateException("the embedding endpoint does not answer one vector for each text");
            }
        }
        return List.of(vectors);
    }

    private static float[] unit(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        double square = 0;
        for (int d = 0; d < vector.length; d++) {
            double x = numbers.get(d).asDouble(Double.NaN);
            vector[d] = (float) x;
            square += x * x;
        }
        if (!(square > 0) || Double.isInfinite(square)) {
            throw new IllegalStateException("the embedding endpoint answers a vector without a direction");
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
