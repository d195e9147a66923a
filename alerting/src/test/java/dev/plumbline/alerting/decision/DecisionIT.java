package dev.plumbline.alerting.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.alerting.Bench;
import dev.plumbline.alerting.Hook;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people decide about an alert, and what receivers hear of it. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class DecisionIT {
    @Inject
    DataSource database;

    private final Bench bench = new Bench();
    private Hook hook;
    private String id;

    @BeforeEach
    void openAlert() throws Exception {
        hook = new Hook(bench.feature);
        Bench.receiver("main", hook.url("/hook"));
        bench.send(Topics.DRIFT, List.of(bench.drift("opened")));
        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        id = bench.only().path("alert").path("id").asText();
    }

    @AfterEach
    void remove() {
        console().delete("/api/v1/receivers/main");
        hook.close();
    }

    private ValidatableResponse decide(String what, Map<String, ?> body) {
        return console().body(body).post("/api/v1/alerts/" + id + "/" + what).then();
    }

    private JsonNode alert() {
        return bench.only().path("alert");
    }

    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        bench.only()
                .path("history")
                .forEach(entry -> changes.add(entry.path("change").asText()));
        return changes;
    }

    private List<String> audited() throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT actor || ' ' || action || ' '"
                        + " || coalesce(after ->> 'comment', '-') FROM alert.audit WHERE subject = ? ORDER BY id")) {
            query.setString(1, "alert/" + id);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, Long.parseLong(id));
            update.executeUpdate();
        }
    }

    /** As if the alert had been told five hours ago and were one that pages. */
    private void fiveHoursLater() throws Exception {
        execute("UPDATE alert.alert SET severity = 'page', told_at = now() - interval '5 h' WHERE id = ?");
    }

    @Test
    void decisions_standInHistoryAndAuditUnderTheNameOfTheCaller() throws Exception {
        String until = Instant.now().plus(Duration.ofHours(1)).toString();
        decide("acknowledge", Map.of("comment", "on it")).statusCode(200);
        decide("assign", Map.of("to", "ada", "comment", "knows the index")).statusCode(200);
        decide("comment", Map.of("comment", "the index was rebuilt")).statusCode(200);
        decide("snooze", Map.of("until", until)).statusCode(200);
        decide("assign", Map.of()).statusCode(200);
        decide("resolve", Map.of("comment", "rolled back")).statusCode(200);

        assertThat(changes())
                .containsExactly("opened", "acknowledged", "assigned", "commented", "snoozed", "assigned", "resolved");
        assertThat(bench.only().path("history").get(2).path("comment").asText()).isEqualTo("to ada: knows the index");
        assertThat(alert().path("state").asText()).isEqualTo("resolved");
        assertThat(alert().path("times").path("resolvedBy").asText()).isEqualTo("tester");
        assertThat(alert().path("times").path("acknowledgedBy").asText()).isEqualTo("tester");
        assertThat(alert().path("times").path("assignedTo").isNull()).isTrue();
        assertThat(audited())
                .containsExactly(
                        "tester acknowledge on it",
                        "tester assign knows the index",
                        "tester comment the index was rebuilt",
                        "tester snooze -",
                        "tester assign -",
                        "tester resolve rolled back");
        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);
        assertThat(hook.received().get(1).json().path("type").asText()).isEqualTo("alert.resolved");
    }

    @Test
    void endedAlert_takesCommentsButNoMore() {
        decide("resolve", Map.of("comment", "known")).statusCode(200);

        decide("acknowledge", Map.of()).statusCode(409);
        decide("snooze", Map.of("until", Instant.now().plusSeconds(60).toString()))
                .statusCode(409);
        decide("resolve", Map.of("comment", "again")).statusCode(409);
        decide("comment", Map.of("comment", "afterwards")).statusCode(200);
        assertThat(changes()).containsExactly("opened", "resolved", "commented");
    }

    @Test
    void badDecision_isRefusedByField() {
        assertField("resolve", Map.of(), "comment");
        assertField("comment", Map.of("comment", " "), "comment");
        assertField("comment", Map.of("comment", "x".repeat(2001)), "comment");
        assertField("acknowledge", Map.of("comment", "NUL \0"), "comment");
        assertField("snooze", Map.of(), "until");
        assertField("snooze", Map.of("until", "tomorrow"), "until");
        assertField("snooze", Map.of("until", "2020-01-01T00:00:00Z"), "until");
        assertField(
                "snooze",
                Map.of("until", Instant.now().plus(Duration.ofDays(31)).toString()),
                "until");
        assertField("assign", Map.of("to", "x".repeat(201)), "to");
        assertThat(changes()).containsExactly("opened");
    }

    private void assertField(String what, Map<String, ?> body, String field) {
        assertThat(decide(what, body).statusCode(400).extract().<String>path("field"))
                .isEqualTo(field);
    }

    @Test
    void pageThatNobodyTakesOn_isToldAgainUntilSomebodyDoes() throws Exception {
        fiveHoursLater();
        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);
        assertThat(hook.received().get(1).json().path("data").path("change").asText())
                .isEqualTo("repeated");

        decide("acknowledge", Map.of()).statusCode(200);
        fiveHoursLater();

        assertNothingIsToldWhileAnotherAlertIs();
        assertThat(changes()).containsExactly("opened", "repeated", "acknowledged");
    }

    @Test
    void snoozedPage_isQuietUntilThenAndToldAtItsEnd() throws Exception {
        decide("snooze", Map.of("until", Instant.now().plus(Duration.ofHours(1)).toString()))
                .statusCode(200);
        fiveHoursLater();
        assertNothingIsToldWhileAnotherAlertIs();

        execute("UPDATE alert.alert SET told_at = now() - interval '1 m', snoozed_until = now() - interval '1 s'"
                + " WHERE id = ?");

        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);
        assertThat(changes()).containsExactly("opened", "snoozed", "repeated");
    }

    /** The other alert is due since later, so it is told after what is due before it. */
    private void assertNothingIsToldWhileAnotherAlertIs() throws Exception {
        Bench other = new Bench();
        int before = hook.received().size();
        try (Hook own = new Hook(other.feature)) {
            Bench.receiver("other", own.url("/hook"));
            other.send(Topics.DRIFT, List.of(other.drift("opened")));
            await().atMost(PATIENCE).until(() -> own.received().size() == 1);
            String first = id;
            id = other.only().path("alert").path("id").asText();
            fiveHoursLater();
            id = first;
            await().atMost(PATIENCE).until(() -> own.received().size() == 2);
        } finally {
            console().delete("/api/v1/receivers/other");
        }
        assertThat(hook.received()).hasSize(before);
    }
}
