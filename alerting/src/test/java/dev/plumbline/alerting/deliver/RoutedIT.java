package dev.plumbline.alerting.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.EventHeader;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static dev.plumbline.alerting.Hook.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Alerts by a routing file: put together, held back, counted, and never lost. */
@QuarkusTest
@TestProfile(RoutingProfile.class)
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class RoutedIT {
    private final String run = "run-" + UUID.randomUUID();
    private Hook grouped;
    private Hook other;

    @BeforeEach
    void receivers() throws Exception {
        grouped = new Hook(run);
        other = new Hook(run);
        Bench.receiver("grouped", grouped.url("/grouped"));
        Bench.receiver("other", other.url("/other"));
    }

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/grouped");
        console().delete("/api/v1/receivers/other");
        grouped.close();
        other.close();
    }

    private void drift(String feature, String change) {
        new Bench().send(Topics.DRIFT, List.of(event(feature, change)));
    }

    /** An event about a feature of this run. */
    private DriftChanged event(String feature, String change) {
        DriftChanged event = new Bench().drift(change);
        DriftChanged.Subject subject = event.subject();
        return new DriftChanged(
                new EventHeader(UUID.randomUUID().toString(), Instant.now()),
                "finding-" + run + feature,
                change,
                new DriftChanged.Subject(
                        1,
                        run + "-" + feature,
                        subject.kind(),
                        subject.clusterId(),
                        subject.clusterLabel(),
                        subject.verdict()),
                event.evidence(),
                event.exampleTraceIds(),
                event.statement());
    }

    private JsonNode whole(String feature) {
        JsonNode items = Bench.read(console()
                        .queryParam("state", "all")
                        .queryParam("feature", run + "-" + feature)
                        .get("/api/v1/alerts")
                        .asString())
                .path("items");
        return items.isEmpty()
                ? Bench.read("{}")
                : Bench.read(console()
                        .get("/api/v1/alerts/"
                                + items.get(0).path("alert").path("id").asText())
                        .asString());
    }

    private List<String> states(String feature) {
        return whole(feature).path("notifications").findValuesAsText("state");
    }

    private static List<String> features(JsonNode message) {
        List<String> features = new ArrayList<>();
        JsonNode alerts = message.path("data").path("alerts");
        if (alerts.isMissingNode()) {
            return List.of(message.at("/data/alert/subject/feature").asText());
        }
        alerts.forEach(alert -> features.add(alert.at("/alert/subject/feature").asText()));
        return features;
    }

    @Test
    void alertsOfAGroup_goInOneMessageThatEveryAttemptRepeats() throws Exception {
        grouped.answer(status(500));
        new Bench()
                .send(
                        Topics.DRIFT,
                        Stream.of("a-together", "b-together", "c-together")
                                .map(feature -> event(feature, "opened"))
                                .toList());

        await().atMost(PATIENCE)
                .until(() -> states("a-together").equals(List.of("delivered"))
                        && states("b-together").equals(List.of("delivered"))
                        && states("c-together").equals(List.of("delivered")));

        List<String> told = new ArrayList<>();
        for (Hook.Received received : grouped.received()) {
            told.addAll(features(received.json()));
        }
        assertThat(told).contains(run + "-a-together", run + "-b-together", run + "-c-together");
        assertThat(grouped.received()).as("the first was refused").hasSizeBetween(2, 4);
        assertThat(grouped.received().get(0).body())
                .isEqualTo(grouped.received().get(1).body());
        assertThat(grouped.received().get(0).id())
                .isEqualTo(grouped.received().get(1).id());
        assertThat(other.received()).as("no route leads there").isEmpty();
        grouped.received().clear();

        drift("a-together", "closed");
        drift("b-together", "closed");
        drift("c-together", "closed");
        await().atMost(PATIENCE)
                .until(() -> states("c-together").equals(List.of("delivered", "delivered"))
                        && states("a-together").equals(List.of("delivered", "delivered")));
        assertThat(grouped.received().get(0).json().path("type").asText()).isEqualTo("alert.resolved");
    }

    @Test
    void inhibitedAndMutedAlerts_waitAndAreCountedInTheNextMessage() throws Exception {
        drift("a-muted", "opened");
        await().atMost(PATIENCE).until(() -> states("a-muted").equals(List.of("silenced")));
        assertThat(whole("a-muted").at("/notifications/0/heldBy").asText()).isEqualTo("muted");

        drift("a-parent", "opened");
        await().atMost(PATIENCE).until(() -> states("a-parent").equals(List.of("delivered")));
        JsonNode first = grouped.received().get(0).json();
        assertThat(first.at("/data/heldBack/muted").asInt()).isEqualTo(1);

        drift("a-child", "opened");
        await().atMost(PATIENCE).until(() -> states("a-child").equals(List.of("silenced")));
        assertThat(whole("a-child").at("/notifications/0/heldBy").asText()).isEqualTo("inhibited");

        drift("a-parent", "closed");
        await().atMost(PATIENCE).until(() -> states("a-child").equals(List.of("delivered")));
        assertThat(grouped.received())
                .extracting(received -> features(received.json()))
                .anyMatch(features -> features.contains(run + "-a-child"));
        assertThat(states("a-muted")).containsExactly("silenced");
    }

    /** What a silence held back to its end, the next message counts, every attempt of it the same; no later one does. */
    @Test
    void silencedAlerts_areCountedInOneMessage_andInNoOther() throws Exception {
        try (Hook all = new Hook("")) {
            Bench.receiver("grouped", all.url("/grouped"));
            countsOnce(all);
        }
    }

    private void countsOnce(Hook all) throws Exception {
        int silence = console()
                .body(Map.of(
                        "matchers",
                        List.of(Map.of("name", "feature", "op", "=", "value", run + "-b-together")),
                        "reason",
                        "known",
                        "endsAt",
                        Instant.now().plusSeconds(3600).toString()))
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        drift("b-together", "opened");
        await().atMost(PATIENCE).until(() -> states("b-together").equals(List.of("silenced")));
        drift("b-together", "closed");
        await().atMost(PATIENCE).until(() -> states("b-together").equals(List.of("superseded", "silenced")));

        all.answer(status(500));
        drift("c-together", "opened");
        await().atMost(PATIENCE).until(() -> states("c-together").equals(List.of("delivered")));
        drift("d-together", "opened");
        await().atMost(PATIENCE).until(() -> states("d-together").equals(List.of("delivered")));

        Map<String, Integer> counted = new HashMap<>();
        for (Hook.Received received : all.received()) {
            int held = received.json().at("/data/heldBack/silence").asInt();
            assertThat(counted.getOrDefault(received.id(), held))
                    .as("every attempt says the same")
                    .isEqualTo(held);
            counted.put(received.id(), held);
        }
        assertThat(counted.values())
                .as("the beginning and the end, in one message of all")
                .filteredOn(held -> held > 0)
                .containsExactly(2);
        assertThat(all.received()).as("one was refused").hasSizeGreaterThan(counted.size());
        console().delete("/api/v1/silences/" + silence).then().statusCode(204);
    }

    /** The root's receiver does not exist: better one too many is told than nobody. */
    @Test
    void routeToNobody_tellsEverybody() {
        drift("elsewhere", "opened");

        await().atMost(PATIENCE)
                .until(() -> other.received().size() == 1 && grouped.received().size() == 1);
    }
}
