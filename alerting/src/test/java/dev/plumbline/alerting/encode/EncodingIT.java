package dev.plumbline.alerting.encode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static dev.plumbline.alerting.Hook.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One alert, told to receivers of every form. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class EncodingIT {
    private static final String KEY = "R0123456789abcdefR0123456789abcd";

    private final Bench bench = new Bench();

    @AfterEach
    void remove() {
        List.of("standard", "alertmanager", "pagerduty", "slack")
                .forEach(name -> console().delete("/api/v1/receivers/" + name));
    }

    private static void receiver(String encoding, String url, String secret) {
        Map<String, Object> wanted = new HashMap<>(Map.of("name", encoding, "encoding", encoding, "url", url));
        if (!secret.isEmpty()) {
            wanted.put("secret", secret);
        }
        console().body(wanted).post("/api/v1/receivers").then().statusCode(201);
    }

    @Test
    void everyForm_hearsTheBeginningAndTheEndOfTheSameAlert() throws Exception {
        try (Hook alertmanager = new Hook(bench.feature);
                Hook pagerDuty = new Hook("");
                Hook slack = new Hook(bench.feature)) {
            pagerDuty.answer(status(202), status(202));
            receiver("alertmanager", alertmanager.url("/am"), Bench.SECRET);
            receiver("pagerduty", pagerDuty.url("/v2/enqueue"), KEY);
            receiver("slack", slack.url("/services/T0/B0/secretpath"), "");
            bench.send(Topics.DRIFT, List.of(bench.drift("opened")));
            await().atMost(PATIENCE).until(() -> ended() == 3);
            bench.send(Topics.DRIFT, List.of(bench.drift("closed")));
            await().atMost(PATIENCE).until(() -> ended() == 6);

            String id = bench.only().path("alert").path("id").asText();
            assertThat(alertmanager.received())
                    .extracting(message -> message.json().path("status").asText())
                    .containsExactly("firing", "resolved");
            assertThat(alertmanager.received().get(0).headers().firstValue("webhook-signature"))
                    .isPresent();
            List<JsonNode> events = pagerDuty.received().stream()
                    .map(message -> Bench.read(message.body()))
                    .filter(event -> event.path("dedup_key").asText().endsWith("/alert/" + id))
                    .toList();
            assertThat(events)
                    .extracting(event -> event.path("event_action").asText())
                    .containsExactly("trigger", "resolve");
            assertThat(events)
                    .extracting(event -> event.path("routing_key").asText())
                    .containsOnly(KEY);
            assertThat(slack.received()).isNotEmpty();
            assertThat(slack.received().get(0).headers().firstValue("webhook-signature"))
                    .isEmpty();
        }
        String shown = console().get("/api/v1/receivers").asString();
        assertThat(shown).contains("\"pagerduty\"").doesNotContain(KEY).doesNotContain("secretpath");
    }

    /** PagerDuty and Slack say by 400 that a body is of no use; others may say it of a bad day. */
    @Test
    void refusedBody_isNotSentAgain() throws Exception {
        try (Hook slack = new Hook(bench.feature);
                Hook standard = new Hook(bench.feature)) {
            slack.answer(status(400));
            standard.answer(status(400));
            receiver("slack", slack.url("/services/T0/B0/secretpath"), "");
            receiver("standard", standard.url("/hook"), Bench.SECRET);
            bench.send(Topics.DRIFT, List.of(bench.drift("opened")));

            await().atMost(PATIENCE).until(() -> standard.received().size() == 2);

            await().atMost(PATIENCE).until(() -> ended() == 1);
            assertThat(slack.received()).hasSize(1);
            assertThat(bench.only().path("notifications").findValuesAsText("state"))
                    .containsExactlyInAnyOrder("failed", "delivered");
        }
    }

    private long ended() {
        return bench.only().path("notifications").findValuesAsText("state").stream()
                .filter("delivered"::equals)
                .count();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encoding|{\"name\": \"x\", \"url\": \"http://example.org/\", \"encoding\": \"pager\"}",
                "secret|{\"name\": \"x\", \"encoding\": \"pagerduty\"}",
                "secret|{\"name\": \"x\", \"encoding\": \"pagerduty\", \"secret\": \"short\"}",
                "secret|{\"name\": \"x\", \"url\": \"http://example.org/\", \"encoding\": \"slack\", \"secret\": \"s\"}",
                "url|{\"name\": \"x\", \"encoding\": \"slack\"}",
                "heartbeatSeconds|{\"name\": \"x\", \"url\": \"http://example.org/\", \"heartbeatSeconds\": 9}",
                "heartbeatSeconds|{\"name\": \"x\", \"url\": \"http://example.org/\", \"encoding\": \"slack\","
                        + " \"heartbeatSeconds\": 60}"
            })
    void badForm_isRefusedByField(String field, String body) {
        assertThat(console()
                        .body(body)
                        .post("/api/v1/receivers")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("field"))
                .isEqualTo(field);
    }
}
