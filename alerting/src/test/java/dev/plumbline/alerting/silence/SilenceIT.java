package dev.plumbline.alerting.silence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a silence holds back, and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class SilenceIT {
    @Inject
    DataSource database;

    private final Bench bench = new Bench();
    private Hook hook;

    @BeforeEach
    void receiver() throws Exception {
        hook = new Hook(bench.feature);
        Bench.receiver("main", hook.url("/hook"));
    }

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/main");
        hook.close();
    }

    private Map<String, Object> silence() {
        return new HashMap<>(Map.of(
                "matchers", List.of(Map.of("name", "feature", "op", "=", "value", bench.feature)),
                "reason", "the index is being rebuilt",
                "endsAt", Instant.now().plus(Duration.ofHours(1)).toString()));
    }

    private static int made(Map<String, Object> silence) {
        return console()
                .body(silence)
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static JsonNode shown(int id) {
        for (JsonNode item : Bench.read(
                        console().get("/api/v1/silences?state=all").asString())
                .path("items")) {
            if (item.path("silence").path("id").asInt() == id) {
                return item;
            }
        }
        return Bench.read("{}");
    }

    private void drift(String change) {
        bench.send(Topics.DRIFT, List.of(bench.drift(change)));
    }

    private List<String> states() {
        return bench.only().path("notifications").findValuesAsText("state");
    }

    @Test
    void silencedAlert_isOpenCountedAndToldWhenTheSilenceEnds() throws Exception {
        int id = made(silence());
        drift("opened");
        await().atMost(PATIENCE).until(() -> states().equals(List.of("silenced")));
        assertThat(bench.only().path("silencedBy").path(0).asInt()).isEqualTo(id);
        assertThat(shown(id).path("held").asInt()).isEqualTo(1);
        assertThat(shown(id).path("state").asText()).isEqualTo("active");
        assertThat(shown(id).path("by").path("author").asText()).isEqualTo("tester");
        assertThat(hook.received()).isEmpty();

        console().delete("/api/v1/silences/" + id).then().statusCode(204);

        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        assertThat(hook.received().get(0).json().path("type").asText()).isEqualTo("alert.firing");
        await().atMost(PATIENCE).until(() -> states().equals(List.of("delivered")));
        assertThat(bench.only().path("silencedBy")).isEmpty();
        assertThat(shown(id).path("state").asText()).isEqualTo("ended");
        assertThat(shown(id).path("held").asInt()).isEqualTo(1);
        assertThat(audit(id)).containsExactly("tester create", "tester end");
        console().delete("/api/v1/silences/" + id).then().statusCode(404);
    }

    @Test
    void alertThatEndsInSilence_isNeverToldButStaysOnRecord() {
        int id = made(silence());
        drift("opened");
        drift("closed");
        await().atMost(PATIENCE).until(() -> states().equals(List.of("superseded", "silenced")));

        console().delete("/api/v1/silences/" + id).then().statusCode(204);
        Bench marker = new Bench();
        marker.send(Topics.DRIFT, List.of(marker.drift("opened")));
        await().atMost(PATIENCE)
                .until(() -> marker.only()
                        .path("notifications")
                        .findValuesAsText("state")
                        .equals(List.of("delivered")));

        assertThat(hook.received()).isEmpty();
        assertThat(states()).containsExactly("superseded", "silenced");
        assertThat(shown(id).path("held").asInt()).isEqualTo(2);
    }

    /** Otherwise an incident would stay open at the receiver for ever. */
    @Test
    void endOfAnAlertThatWasTold_isToldInSilenceToo() {
        drift("opened");
        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        int id = made(silence());

        drift("closed");

        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);
        console().delete("/api/v1/silences/" + id).then().statusCode(204);
    }

    @Test
    void otherProjectOtherFeatureOtherTime_silenceNothing() {
        List<Integer> ids = new ArrayList<>();
        Map<String, Object> other = silence();
        other.put("matchers", List.of(Map.of("name", "feature", "op", "!=", "value", bench.feature)));
        ids.add(made(other));
        Map<String, Object> project = silence();
        project.put("project", 2);
        ids.add(made(project));
        Map<String, Object> later = silence();
        later.put("startsAt", Instant.now().plus(Duration.ofMinutes(30)).toString());
        ids.add(made(later));
        Map<String, Object> half = silence();
        half.put(
                "matchers",
                List.of(
                        Map.of("name", "feature", "op", "=", "value", bench.feature),
                        Map.of("name", "severity", "op", "=", "value", "page")));
        ids.add(made(half));

        drift("opened");

        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        ids.forEach(id -> console().delete("/api/v1/silences/" + id).then().statusCode(204));
    }

    @Test
    void badSilence_isRefusedByField() {
        assertField("matchers", List.of(), "matchers");
        assertField("matchers", List.of(Map.of("name", "feature", "op", "=~", "value", "(")), "matchers[0]");
        assertField("reason", " ", "reason");
        assertField("endsAt", "2020-01-01T00:00:00Z", "endsAt");
        assertField("endsAt", "tomorrow", "endsAt");
        assertField("endsAt", Instant.now().plus(Duration.ofDays(91)).toString(), "endsAt");
        assertField("startsAt", "now", "startsAt");
        assertField("project", 0, "project");
        console().get("/api/v1/silences?state=loud").then().statusCode(400);
    }

    private void assertField(String changed, Object value, String field) {
        Map<String, Object> silence = silence();
        silence.put(changed, value);
        assertThat(console()
                        .body(silence)
                        .post("/api/v1/silences")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("field"))
                .isEqualTo(field);
    }

    private List<String> audit(int id) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(
                    "SELECT actor || ' ' || action FROM alert.audit WHERE subject = 'silence/" + id + "' ORDER BY id");
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
