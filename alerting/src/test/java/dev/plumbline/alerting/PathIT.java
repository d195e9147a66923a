package dev.plumbline.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.plumbline.contracts.event.DriftChanged;
import dev.plumbline.contracts.event.JudgeChanged;
import dev.plumbline.contracts.event.ScoreRecorded;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static dev.plumbline.alerting.Bench.MINUTE;
import static dev.plumbline.alerting.Bench.PATIENCE;
import static dev.plumbline.alerting.Bench.console;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/** From the bus to a receiver, on real servers. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_alert"))
class PathIT {
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;

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

    private List<ScoreRecorded> scores(int healthyMinutes, int badMinutes) {
        return scores(START, healthyMinutes, badMinutes);
    }

    /** Ten scores a minute; two hours that are healthy, then some minutes in which the slice pro fails. */
    private List<ScoreRecorded> scores(long start, int healthyMinutes, int badMinutes) {
        List<ScoreRecorded> scores = new ArrayList<>();
        for (int i = 0; i < (healthyMinutes + badMinutes) * 10; i++) {
            boolean pro = i % 4 == 0;
            boolean bad = i / 10 < healthyMinutes ? i % 25 == 0 : pro;
            scores.add(bench.score(i, start + i * MINUTE / 10, bad, Map.of("app.plan", pro ? "pro" : "free")));
        }
        return scores;
    }

    @Test
    void worseSlice_pagesOnceSignedWithEvidenceAndEnds() throws Exception {
        List<ScoreRecorded> bad = scores(120, 60);
        bench.send(Topics.SCORES, bad);
        bench.send(Topics.SCORES, bad);
        bench.send(
                Topics.SCORES,
                List.of(
                        "no event".getBytes(StandardCharsets.UTF_8),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        new String(Bench.bytes(bad.get(0)), StandardCharsets.UTF_8)
                                .replace("\"grounded\"", "\"nul\\u0000\"")
                                .getBytes(StandardCharsets.UTF_8)));

        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        Hook.Received page = hook.received().get(0);
        assertThatCode(() -> new Webhook(Bench.SECRET).verify(page.body(), page.headers()))
                .doesNotThrowAnyException();
        assertThat(page.json().path("type").asText()).isEqualTo("alert.firing");
        JsonNode alert = page.json().path("data").path("alert");
        assertThat(alert.path("severity").asText()).isEqualTo("page");
        assertThat(alert.path("statement").asText())
                .contains("of app.plan=pro failed grounded")
                .contains("Of the other");
        assertThat(alert.path("evidence").path("slice").asText()).isEqualTo("app.plan=pro");
        assertThat(alert.path("evidence").path("exampleTraceIds")).isNotEmpty();
        assertThat(page.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);

        List<ScoreRecorded> good = new ArrayList<>();
        for (int i = 1800; i < 3000; i++) {
            good.add(bench.score(
                    i, START + i * MINUTE / 10, i % 25 == 0, Map.of("app.plan", i % 4 == 0 ? "pro" : "free")));
        }
        bench.send(Topics.SCORES, good);

        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);
        assertThat(hook.received().get(1).json().path("type").asText()).isEqualTo("alert.resolved");
        assertThat(bench.alerts("open")).isEmpty();
        assertThat(bench.alerts("resolved")).hasSize(1);
    }

    /** A judge whose verdicts reviewers have not confirmed may be wrong: it wakes nobody. */
    @Test
    void scorerThatMayNotGate_opensATicket() {
        bench.send(
                Topics.SCORES, scores(120, 60).stream().map(PathIT::withoutGate).toList());

        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);

        assertThat(bench.alerts("open").get(0).path("alert").path("severity").asText())
                .isEqualTo("ticket");
    }

    private static ScoreRecorded withoutGate(ScoreRecorded event) {
        ScoreRecorded.Score score = event.score();
        return new ScoreRecorded(
                event.header(),
                event.request(),
                event.origin(),
                new ScoreRecorded.Score(score.name(), score.scorer(), score.value(), score.label(), null, false),
                event.sampling(),
                event.atNano(),
                event.attributes());
    }

    /** A judge that got worse is a state of its own: a ticket, and what it says of quality wakes nobody. */
    @Test
    void judgeThatGetsWorse_isATicket_andItsScoresPageNobodyUntilItJudgesAsBefore() throws Exception {
        JudgeChanged degraded = bench.judge("degraded", "abstains");
        bench.send(
                Topics.JUDGES,
                List.of(degraded, degraded, bench.judge("grown", "abstains"), "{}".getBytes(StandardCharsets.UTF_8)));
        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        JsonNode ticket = bench.alerts("open").get(0).path("alert");
        assertThat(ticket.at("/subject/kind").asText()).isEqualTo("judge_degraded");
        assertThat(ticket.at("/subject/name").asText()).isEqualTo("grounded");
        assertThat(ticket.path("severity").asText()).isEqualTo("ticket");
        assertThat(ticket.at("/evidence/measure/n").asInt()).isEqualTo(40);
        assertThat(ticket.at("/evidence/releases/0").asText()).isEqualTo("grounded/1");
        assertThat(ticket.at("/evidence/findings/0").asText()).startsWith("abstains: 55.0 % of 40");

        // when: its scores, which had earned to page, say that quality falls
        bench.send(Topics.SCORES, scores(120, 60));

        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);
        JsonNode quality = hook.received().get(1).json().at("/data/alert");
        assertThat(quality.path("severity").asText()).isEqualTo("ticket");
        assertThat(quality.path("statement").asText()).contains("Its judge has got worse");

        // and it ends; what came before, come again, opens nothing
        bench.send(Topics.JUDGES, List.of(bench.judge("recovered", "abstains"), degraded));
        await().atMost(PATIENCE).until(() -> hook.received().size() == 3);
        assertThat(hook.received().get(2).json().path("type").asText()).isEqualTo("alert.resolved");
        assertThat(bench.alerts("open")).hasSize(1);
    }

    @Test
    void judgeThatIsOnlySlow_holdsNoPageBack_andRulesSayWhoseJudgeGotWorse() {
        bench.send(Topics.JUDGES, List.of(bench.judge("degraded", "slow")));
        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        long now = Instant.now().getEpochSecond() * 1_000_000_000L;
        bench.send(Topics.SCORES, scores(now - 125 * MINUTE, 115, 0));
        await().atMost(PATIENCE).until(() -> states().contains("ok") || states().contains("learning"));

        bench.send(Topics.JUDGES, List.of(bench.judge("recovered", "slow"), bench.judge("degraded", "splits")));

        await().atMost(PATIENCE).until(() -> states().equals(Set.of("judge_degraded")));
    }

    private Set<String> states() {
        Set<String> states = new HashSet<>();
        Bench.read(console().get("/api/v1/rules").asString()).path("items").forEach(item -> {
            if (item.path("feature").asText().equals(bench.feature)) {
                states.add(item.path("state").asText());
            }
        });
        return states;
    }

    /** A drift finding that is open is told in the page, so that on-call sees one story. */
    @Test
    void pageOfAFeatureThatDrifts_tellsOfTheDrift() {
        bench.send(Topics.DRIFT, List.of(bench.drift("opened")));
        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        bench.send(Topics.SCORES, scores(120, 60));

        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);

        assertThat(bench.alerts("open").get(0).path("alert").path("evidence").path("findings"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.asText()).startsWith("A new cluster"));
    }

    @Test
    void driftFinding_isATicketThatFollowsIt() {
        DriftChanged opened = bench.drift("opened");
        bench.send(Topics.DRIFT, List.of(opened, opened, bench.drift("grown")));

        await().atMost(PATIENCE).until(() -> hook.received().size() == 1);
        assertThat(bench.alerts("open")).singleElement().satisfies(item -> {
            assertThat(item.path("alert").path("severity").asText()).isEqualTo("ticket");
            assertThat(item.path("link").asText()).contains("/alerts/").contains("from=2023");
        });
        String id = bench.only().path("alert").path("id").asText();
        console()
                .body(Map.of("comment", "on it"))
                .post("/api/v1/alerts/" + id + "/acknowledge")
                .then()
                .statusCode(200);
        bench.send(Topics.DRIFT, List.of(bench.drift("closed"), opened));

        await().atMost(PATIENCE).until(() -> hook.received().size() == 2);
        await().atMost(PATIENCE)
                .until(() -> bench.only()
                        .path("notifications")
                        .findValuesAsText("state")
                        .equals(List.of("delivered", "delivered")));
        JsonNode whole = bench.only();
        assertThat(whole.path("history"))
                .extracting(entry -> entry.path("change").asText())
                .containsExactly("opened", "acknowledged", "resolved");
        assertThat(whole.path("history").get(1).path("actor").asText()).isEqualTo("tester");
    }
}
