package dev.plumbline.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.JudgeChanged;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static io.restassured.RestAssured.given;

/** One feature of a test: its events, and the API as the console calls it. */
public final class Bench {
    public static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    public static final Duration PATIENCE = Duration.ofSeconds(40);
    public static final long MINUTE = 60_000_000_000L;

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    /** A name that no other test has. */
    public final String feature = "feature-" + UUID.randomUUID();

    public static RequestSpecification console() {
        return given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "tester", Instant.now()))
                .contentType(ContentType.JSON);
    }

    public static void receiver(String name, String url) {
        console()
                .body(Map.of("name", name, "url", url, "secret", SECRET))
                .post("/api/v1/receivers")
                .then()
                .statusCode(201);
    }

    public static byte[] bytes(Object event) {
        try {
            return event instanceof byte[] raw ? raw : JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All under one key, so that they come in order. */
    public void send(String topic, List<?> events) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", PlumblineServers.shared().kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Object event : events) {
                producer.send(new ProducerRecord<>(topic, feature, bytes(event)));
            }
        }
    }

    public ScoreRecorded score(int number, long atNano, boolean bad, Map<String, String> attributes) {
        return score(number, atNano, bad, attributes, new ScoreRecorded.Sampling(1, "all", 1));
    }

    public ScoreRecorded score(
            int number, long atNano, boolean bad, Map<String, String> attributes, ScoreRecorded.Sampling sampling) {
        String trace = String.format("%08x%024x", feature.hashCode(), number);
        return new ScoreRecorded(
                new EventHeader(UUID.randomUUID().toString(), Instant.now()),
                new RequestRef(1, trace, "00000000000000ff"),
                new Origin(feature, "1.0", null, null, null),
                new ScoreRecorded.Score("grounded", "grounded/1", bad ? 0.0 : 1.0, bad ? "fail" : "pass", null),
                sampling,
                atNano,
                attributes);
    }

    public DriftChanged drift(String change) {
        return new DriftChanged(
                new EventHeader(UUID.randomUUID().toString(), Instant.now()),
                "finding-" + feature,
                change,
                new DriftChanged.Subject(1, feature, "new_cluster", "c-1", "recall, helmet", "input"),
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

    /** The judge of the scores of {@link #score}. @param sign in which it got worse, or is no longer */
    public JudgeChanged judge(String change, String sign) {
        JudgeChanged.Sign worse = new JudgeChanged.Sign(
                sign,
                new JudgeChanged.Share(40, 22, 0.55, 0.4, 0.69),
                new JudgeChanged.Share(200, 6, 0.03, 0.014, 0.064),
                0.08,
                new JudgeChanged.Evidence(5000, 2400));
        return new JudgeChanged(
                new EventHeader(UUID.randomUUID().toString(), Instant.now()),
                change,
                new JudgeChanged.Subject(1, feature, "grounded", "grounded/1"),
                new JudgeChanged.Period(1_700_000_000_000_000_000L, 1_700_003_600_000_000_000L),
                change.equals("recovered") ? List.of() : List.of(worse),
                feature + ": the judge of grounded changed.");
    }

    /** The feature's alerts, newest first. */
    public JsonNode alerts(String state) {
        return read(console()
                        .queryParam("state", state)
                        .queryParam("feature", feature)
                        .get("/api/v1/alerts")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .path("items");
    }

    /** Everything about the feature's only alert; nothing while there is none. */
    public JsonNode only() {
        JsonNode all = alerts("all");
        if (all.size() > 1) {
            throw new AssertionError("one alert expected, not " + all.size());
        }
        if (all.isEmpty()) {
            return JSON.createObjectNode();
        }
        return read(console()
                .get("/api/v1/alerts/" + all.get(0).path("alert").path("id").asText())
                .asString());
    }

    public static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
