package dev.plumbline.drift.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Against a server on the loopback that speaks the protocol of {@code POST /v1/embeddings}. */
class EndpointClientTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private Answering answering = EndpointClientTest::embed;

    private interface Answering {
        void answer(HttpExchange call, JsonNode body) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/embeddings", call -> {
            JsonNode body = JSON.readTree(call.getRequestBody());
            asked.add(body);
            keys.add(String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
            answering.answer(call, body);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    /** As the protocol allows, the last text first; a vector says which text it is of by its direction. */
    private static void embed(HttpExchange call, JsonNode body) throws IOException {
        var answer = JSON.createObjectNode().put("object", "list").put("model", "bge-m3");
        var data = answer.putArray("data");
        for (int index = body.path("input").size() - 1; index >= 0; index--) {
            double length = body.path("input").get(index).asText().length();
            data.addObject()
                    .put("object", "embedding")
                    .put("index", index)
                    .putArray("embedding")
                    .add(3 * length)
                    .add(4 * length)
                    .add(length == 1 ? 1 : 0);
        }
        answer.putObject("usage").put("prompt_tokens", 8).put("total_tokens", 8);
        send(call, 200, JSON.writeValueAsString(answer));
    }

    private static void send(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    private EndpointClient client(int batch, Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/");
        return new EndpointClient(new EndpointClient.Settings(url, "bge-m3", "s3cret", batch, timeout));
    }

    @Test
    void texts_comeBackAsUnitVectorsInTheirOrder_inCallsOfTheStatedSize() {
        List<float[]> vectors = client(2, Duration.ofSeconds(20)).embed(List.of("a", "bb", "ccc"));

        assertThat(vectors).hasSize(3);
        assertThat(vectors.get(0)[2]).isPositive();
        assertThat(vectors.get(1)).containsExactly(0.6f, 0.8f, 0);
        assertThat(vectors.get(2)).containsExactly(0.6f, 0.8f, 0);
        assertThat(asked).extracting(body -> body.path("input").size()).containsExactly(2, 1);
        assertThat(asked.get(0).path("model").asText()).isEqualTo("bge-m3");
        assertThat(asked.get(0).path("encoding_format").asText()).isEqualTo("float");
        assertThat(keys).containsOnly("Bearer s3cret");
    }

    @Test
    void tooManyCalls_waitAsLongAsTheEndpointAsks() {
        answering = (call, body) -> {
            call.getResponseHeaders().add("Retry-After", "7");
            send(call, 429, "{\"error\":{\"message\":\"slow down\"}}");
        };

        UnavailableException later = refused(client(8, Duration.ofSeconds(20)));

        assertThat(later.pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(later).hasMessage("the embedding endpoint answers 429");
    }

    /** A wrong key or model is nobody's text's fault: sessions wait until it is put right. */
    @Test
    void refusedKey_unknownModel_andFaultsOfTheServer_areWorthAnotherTry() {
        for (int status : List.of(401, 403, 404, 500, 503)) {
            answering = (call, body) -> send(call, status, "{}");

            assertThat(refused(client(8, Duration.ofSeconds(20))).pause()).isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void endpointThatDoesNotAnswerInTime_isWorthAnotherTry() {
        answering = (call, body) -> {
            try {
                over.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        assertThat(refused(client(8, Duration.ofMillis(300)))).hasMessageContaining("does not answer");
    }

    @Test
    void refusedTexts_missingVectors_andVectorsWithoutDirection_areFaultsOfTheTexts() {
        answering = (call, body) -> send(call, 400, "{\"error\":{\"message\":\"too long\"}}");
        assertThatThrownBy(() -> client(8, Duration.ofSeconds(20)).embed(List.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("400");

        answering = (call, body) -> send(call, 200, "{\"data\":[{\"index\":0,\"embedding\":[1,0]}]}");
        assertThatThrownBy(() -> client(8, Duration.ofSeconds(20)).embed(List.of("a", "b")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one vector for each text");

        answering = (call, body) -> send(call, 200, "{\"data\":[{\"index\":0,\"embedding\":[0,0]}]}");
        assertThatThrownBy(() -> client(8, Duration.ofSeconds(20)).embed(List.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without a direction");
    }

    @Test
    void id_namesTheModelAndWhereItIs_andNeverTheKey() {
        EndpointClient client = client(8, Duration.ofSeconds(20));

        assertThat(client.id())
                .isEqualTo("bge-m3@127.0.0.1:" + server.getAddress().getPort());
        assertThat(new EndpointClient.Settings(
                        URI.create("https://models.example/v1"), "m", "s3cret", 1, Duration.ofSeconds(1)))
                .hasToString("m@models.example");
    }

    private static UnavailableException refused(EndpointClient client) {
        UnavailableException later = catchThrowableOfType(UnavailableException.class, () -> client.embed(List.of("a")));
        assertThat(later).isNotNull();
        return later;
    }
}
