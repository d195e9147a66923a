package dev.plumbline.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/** From the bus to a receiver, on real servers. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class PathIT {
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final long MINUTE = 60_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    ObjectMapper json;

    private HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final String feature = "feature-" + UUID.randomUUID();

    private record Received(String id, HttpHeaders headers, String body) {}

    @BeforeEach
    void receiver() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/hook", this::take);
        server.createContext("/elsewhere", this::take);
        server.start();
        put("main", "/hook");
    }

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/main");
        server.stop(0);
    }

    private void put(String name, String path) {
        console()
                .body(Map.of(
                        "name",
                        name,
                        "url",
                        "http://127.0.0.1:" + server.getAddress().getPort() + path,
                        "secret",
                        SECRET))
                .post("/api/v1/receivers")
                .then()
                .statusCode(201);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status;
        synchronized (answers) {
            status = answers.isEmpty() ? 200 : answers.pop();
        }
        received.add(new Received(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true),
                body));
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static RequestSpecification console() {
        return given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "tester", Instant.now()))
                .contentType(ContentType.JSON);
    }

    private void send(String topic, Object... events) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", PlumblineServers.shared().kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Object event : events) {
                byte[] value = event instanceof byte[] raw ? raw : json.writeValueAsBytes(event);
                producer.send(new ProducerRecord<>(topic, feature, value));
            }
        }
    }

    private ScoreRecorded score(int number, long atNano, boolean bad, String plan) {
        String trace = String.format("%032x", 1000 + number);
        return new ScoreRecorded(
                new EventHeader(UUID.randomUUID().toString(), Instant.now()),
                new RequestRef(1, trace, "00000000000000ff"),
                new Origin(feature, "1.0", null, null, null),
                new ScoreRecorded.Score("grounded", "grounded/1", bad ? 0.0 : 1.0, bad ? "fail" : "pass", null),
                new ScoreRecorded.Sampling(1, "all", 1),
                atNano,
                Map.of("app.plan", plan));
    }

    /** Ten scores a minute: two hours that are healthy, then some minutes in which the slice pro fails. */
    private Object[] scores(long start, int healthyMinutes, int badMinutes) {
        Object[] scores = new Object[(healthyMinutes + badMinutes) * 10];
        for (int i = 0; i < scores.length; i++) {
            boolean pro = i % 4 == 0;
            boolean bad = i / 10 < healthyMinutes ? i % 25 == 0 : pro;
            scores[i] = score(i, start + i * MINUTE / 10, bad, pro ? "pro" : "free");
        }
        return scores;
    }

    private JsonNode alerts(String state) throws Exception {
        return json.readTree(console()
                        .queryParam("state", state)
                        .queryParam("feature", feature)
                        .get("/api/v1/alerts")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .path("items");
    }

    @Test
    void worseSlice_pagesOnceSignedWithEvidenceAndEnds() throws Exception {
        long start = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
        Object[] bad = scores(start, 120, 60);
        send(Topics.SCORES, bad);
        send(Topics.SCORES, bad);
        send(
                Topics.SCORES,
                "no event".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                new String(json.writeValueAsBytes(bad[0]), StandardCharsets.UTF_8)
                        .replace("\"grounded\"", "\"nul\\u0000\"")
                        .getBytes(StandardCharsets.UTF_8));

        await().atMost(PATIENCE).until(() -> received.size() == 1);
        Received page = received.get(0);
        assertThatCode(() -> new Webhook(SECRET).verify(page.body(), page.headers()))
                .doesNotThrowAnyException();
        JsonNode message = json.readTree(page.body());
        assertThat(message.path("type").asText()).isEqualTo("alert.firing");
        JsonNode alert = message.path("data").path("alert");
        assertThat(alert.path("statement").asText()).contains("app.plan=pro").contains("grounded");
        assertThat(alert.path("evidence").path("exampleTraceIds")).isNotEmpty();
        assertThat(page.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);

        Object[] good = new Object[1200];
        for (int i = 0; i < good.length; i++) {
            good[i] = score(10_000 + i, start + (180 * 10 + i) * MINUTE / 10, i % 25 == 0, i % 4 == 0 ? "pro" : "free");
        }
        send(Topics.SCORES, good);

        await().atMost(PATIENCE).until(() -> received.size() == 2);
        assertThat(json.readTree(received.get(1).body()).path("type").asText()).isEqualTo("alert.resolved");
        assertThat(alerts("open")).isEmpty();
        assertThat(alerts("resolved")).hasSize(1);
    }

    private DriftChanged drift(String id, String change) {
        return new DriftChanged(
                new EventHeader(UUID.randomUUID().toString(), Instant.now()),
                id,
                change,
                new DriftChanged.Subject(1, feature, "new_cluster", "c-1", "recall, helmet"),
                new DriftChanged.Evidence(
                        1_700_000_000_000_000_000L,
                        1_700_003_600_000_000_000L,
                        200,
                        null,
                        new DriftChanged.Interval(0.1, 0.07, 0.15),
                        0.0001),
                List.of("0af7651916cd43dd8448eb211c80319c"),
                "A new cluster holds 10 % of 200 sessions.");
    }

    @Test
    void driftFinding_isATicketThatFollowsIt() throws Exception {
        DriftChanged opened = drift("f-" + feature, "opened");
        send(Topics.DRIFT, opened, opened, drift("f-" + feature, "grown"));

        await().atMost(PATIENCE).until(() -> received.size() == 1);
        assertThat(alerts("open")).singleElement().satisfies(item -> {
            assertThat(item.path("alert").path("severity").asText()).isEqualTo("ticket");
            assertThat(item.path("link").asText()).contains("/alerts/").contains("from=2023");
        });
        String id = alerts("open").get(0).path("alert").path("id").asText();
        console()
                .body(Map.of("comment", "on it"))
                .post("/api/v1/alerts/" + id + "/acknowledge")
                .then()
                .statusCode(200);
        send(Topics.DRIFT, drift("f-" + feature, "closed"));

        await().atMost(PATIENCE).until(() -> received.size() == 2);
        JsonNode whole = json.readTree(console().get("/api/v1/alerts/" + id).asString());
        assertThat(whole.path("history"))
                .extracting(entry -> entry.path("change").asText())
                .containsExactly("opened", "acknowledged", "resolved");
        assertThat(whole.path("history").get(1).path("actor").asText()).isEqualTo("tester");
        assertThat(whole.path("notifications"))
                .allSatisfy(sent -> assertThat(sent.path("state").asText()).isEqualTo("delivered"));
    }

    @Test
    void failingReceiver_getsTheSameMessageAgainAndEveryAttemptIsLogged() throws Exception {
        synchronized (answers) {
            answers.addAll(List.of(500));
        }
        send(Topics.DRIFT, drift("f-" + feature, "opened"));

        await().atMost(PATIENCE).until(() -> received.size() == 2);

        assertThat(received.get(1).id()).isEqualTo(received.get(0).id());
        String id = alerts("open").get(0).path("alert").path("id").asText();
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode attempts = json.readTree(
                            console().get("/api/v1/alerts/" + id).asString())
                    .path("notifications")
                    .get(0)
                    .path("attempts");
            assertThat(attempts)
                    .extracting(attempt -> attempt.path("status").asInt())
                    .containsExactly(500, 200);
        });
    }

    @Test
    void redirect_isNotFollowedAndGone_disablesTheReceiver() throws Exception {
        synchronized (answers) {
            answers.addAll(List.of(302, 410));
        }
        send(Topics.DRIFT, drift("f-" + feature, "opened"));

        await().atMost(PATIENCE).until(() -> received.size() == 2);
        await().atMost(PATIENCE)
                .until(() -> console().get("/api/v1/receivers").asString().contains("410"));
        assertThat(received).hasSize(2);
    }

    @Test
    void badReceiver_isRefusedByName() {
        for (Map.Entry<String, Map<String, String>> bad : Map.of(
                        "url", Map.of("name", "x", "url", "ftp://example.org/"),
                        "name", Map.of("name", "no spaces", "url", "http://example.org/"),
                        "secret", Map.of("name", "x", "url", "http://example.org/", "secret", "short"))
                .entrySet()) {
            assertThat(console()
                            .body(bad.getValue())
                            .post("/api/v1/receivers")
                            .then()
                            .statusCode(400)
                            .extract()
                            .<String>path("field"))
                    .isEqualTo(bad.getKey());
        }
        assertThat(console().get("/api/v1/receivers").asString()).doesNotContain("whsec");
        given().get("/api/v1/receivers").then().statusCode(401);
    }
}
