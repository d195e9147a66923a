package dev.plumbline.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Recorded;
import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Features, rules with silences, decisions, and the evaluator. */
@QuarkusTest
@ConsoleServers
class OwnersPagesIT {
    private final StoredTraces store = new StoredTraces();
    private final long now = Instant.now().getEpochSecond() * 1_000_000_000L;

    @BeforeEach
    void clear() {
        OwnerStandIn.reset();
        Recorded.everything();
        store.clear();
    }

    private static Response get(String path) {
        return given().urlEncodingEnabled(false).header("Accept", "text/html").get(path);
    }

    private static String page(String path) {
        return get(path).then().statusCode(200).extract().asString();
    }

    private static RequestSpecification form() {
        return given().redirects().follow(false).header("Sec-Fetch-Site", "same-origin");
    }

    @Test
    void feature_showsWhatItTakes_byModelAndRelease_withIntervals() {
        for (int i = 1; i < 5; i++) {
            store.store(Samples.helpdesk(i, now - i * 60_000_000_000L, i == 2));
        }

        String page = page("/features?name=helpdesk");

        assertThat(page)
                .contains(">25 %<", "4.6–69.9 %, n 4", "1\u202F204 → 63, n 4")
                .contains("0.0060 USD, without 1 of no known price")
                .contains("id=\"by-model\"", "small-model", "id=\"by-release\"", ">2.4.0<", ">2.4.1<")
                .contains(
                        "/traces?feature=helpdesk&amp;release=2.4.0", "/traces?feature=helpdesk&amp;model=small-model")
                .contains("9.4–14.7 %");
        assertThat(page("/features")).as("the busiest one").contains("<bdi>helpdesk</bdi>");
        assertThat(page("/features?name=nobody")).contains("No request in the last 24h");
        assertThat(page("/")).contains("/features?last=24h&amp;name=helpdesk");
    }

    @Test
    void drift_saysWithWhatItCompares_andWhichPartOfTheTrafficAFindingIsAbout() {
        assertThat(page("/drift"))
                .contains("UTC; release before; app.plan=free</td>")
                .contains("<span class=\"tag\"><bdi>app.plan=free</bdi></span>")
                .contains("<span class=\"quiet\">reference</span>");
        assertThat(page("/drift/findings/f-7d3a"))
                .contains("<dt>compared with</dt><dd><b>reference</b>")
                .contains("holds too with <bdi>release before</bdi>")
                .contains("<span class=\"tag\"><bdi>app.plan=free</bdi></span>");

        OwnerStandIn.answer(
                "drift-service",
                "/api/v1/drift/findings/f-7d3a",
                Recorded.read("drift-finding.json")
                        .replace("\"reference\": \"first\"", "\"reference\": \"last_week\"")
                        .replace("\"slice\": \"app.plan=free\"", "\"slice\": null"));
        assertThat(page("/drift/findings/f-7d3a"))
                .contains("<span class=\"quiet\">week before</span>")
                .doesNotContain("app.plan=free</bdi></span>");
    }

    @Test
    void newUsual_isAskedForByMomentOrRelease_andARefusalSaysWhy() {
        assertThat(page("/drift?feature=helpdesk"))
                .contains("action=\"/drift/learn\"", "learn <bdi>helpdesk</bdi> anew");
        OwnerStandIn.answer("drift-service", "/api/v1/drift/features/helpdesk/reference", 202, "{\"sessions\":420}");

        String asked = form().formParam("feature", "helpdesk")
                .formParam("from", "2026-11-21T05:00")
                .formParam("release", " ")
                .post("/drift/learn")
                .header("Location");
        form().formParam("feature", "helpdesk").formParam("release", "2.4.0").post("/drift/learn");

        assertThat(asked).endsWith("/drift?feature=helpdesk&learn=asked");
        assertThat(OwnerStandIn.calls("drift-service"))
                .filteredOn(call -> call.method().equals("POST"))
                .extracting(OwnerStandIn.Call::query)
                .containsExactly("project=1&from=2026-11-21T05%3A00%3A00Z", "project=1&release=2.4.0");
        assertThat(page("/drift?feature=helpdesk&learn=asked")).contains("It is learned anew.");

        OwnerStandIn.answer(
                "drift-service",
                "/api/v1/drift/features/helpdesk/reference",
                409,
                "{\"error\":\"the feature has no reference yet\",\"field\":\"feature\"}");
        String refused = form().formParam("feature", "helpdesk")
                .formParam("release", "x")
                .post("/drift/learn")
                .header("Location");
        assertThat(page(refused.substring(refused.indexOf("/drift")))).contains("the feature has no reference yet");
    }

    @Test
    void featuresOfAStoreThatIsSlow_sayWhatIsMissing() {
        store.whileLocked(() -> assertThat(get("/features?name=helpdesk").asString())
                .contains("could not be loaded. The trace store did not answer in time."));
    }

    @Test
    void rules_showEverySeries_andTheSilences() {
        assertThat(page("/rules"))
                .contains("grounded", "firing", "alarm at its threshold")
                .contains(
                        "feature = helpdesk, severity = ticket",
                        "kim: known campaign",
                        "2026-11-21 05:00 to 2026-11-21 09:00")
                .contains("/silences/3/end")
                .doesNotContain("/silences/2/end");
        OwnerStandIn.answer("alerting", "/api/v1/silences", 404, "{\"error\":\"not found\"}");
        assertThat(page("/rules")).contains("<b>The silences</b> could not be loaded");
        OwnerStandIn.down("alerting");
        assertThat(get("/rules").statusCode()).isEqualTo(503);
    }

    @Test
    void ruleIsTriedOverThePast_withWhatItWouldHaveSaid_andWhereItWasCut() throws Exception {
        OwnerStandIn.answer("alerting", "/api/v1/rules/backtest", Recorded.read("rule-backtest.json"));

        String tried = form().formParam("text", "name: budget\nkind: burn\n")
                .formParam("days", "7")
                .post("/rules/try")
                .asString();

        assertThat(tried)
                .contains("Rule budget would have fired 1 time from 2026-11-14 06:00 to 2026-11-20 00:00 UTC")
                .contains("It was cut there: more than 2000000 scores.")
                .contains("2026-11-17 03:20", "not yet", "in the last 3 days &lt;b&gt;")
                .contains("/traces/0af7651916cd43dd8448eb211c80319c")
                .contains("name: budget\nkind: burn");
        OwnerStandIn.Call call = OwnerStandIn.calls("alerting").stream()
                .filter(one -> one.path().endsWith("/backtest"))
                .findFirst()
                .orElseThrow();
        assertThat(new ObjectMapper().readTree(call.body()).path("text").asText())
                .isEqualTo("name: budget\nkind: burn\n");
    }

    @Test
    void ruleThatIsNone_saysWhy_andOneThatIs_whatItWouldWatch() {
        OwnerStandIn.answer(
                "alerting",
                "/api/v1/rules/check",
                400,
                "{\"error\":\"rule x: objective is missing\",\"field\":\"objective\"}");
        assertThat(form().formParam("text", "name: x")
                        .formParam("days", "0")
                        .post("/rules/try")
                        .asString())
                .contains("rule x: objective is missing", "name: x</textarea>");
        OwnerStandIn.answer(
                "alerting",
                "/api/v1/rules/check",
                "{\"valid\":true,\"rule\":\"x\",\"kind\":\"burn\",\"cut\":\"\",\"series\":[{\"feature\":\"helpdesk\","
                        + "\"scoreName\":\"grounded\",\"slice\":\"\",\"state\":\"ok\",\"n\":320,\"objective\":0.05}]}");
        assertThat(form().formParam("text", "name: x")
                        .formParam("days", "0")
                        .post("/rules/try")
                        .asString())
                .contains("Valid: rule x of kind burn. It would watch 1 series.", "<td class=\"num\">320</td>");
    }

    @Test
    void pause_isShownMadeAndEnded() throws Exception {
        assertThat(page("/rules")).contains("kim: the rubric is being rewritten", "2026-11-21 09:00", "/rules/resume");
        OwnerStandIn.answer("alerting", "/api/v1/rules/budget/pause", 201, "{}");
        OwnerStandIn.answer("alerting", "/api/v1/rules/quality/resume", "{}");

        Response made = form().formParam("rule", "budget")
                .formParam("feature", "helpdesk")
                .formParam("score", "")
                .formParam("hours", "1")
                .formParam("reason", "deploy")
                .post("/rules/pause");

        assertThat(made.header("Location")).endsWith("/rules?done=paused");
        JsonNode body = new ObjectMapper()
                .readTree(OwnerStandIn.calls("alerting").stream()
                        .filter(one -> one.path().endsWith("/pause"))
                        .findFirst()
                        .orElseThrow()
                        .body());
        assertThat(body.path("feature").asText()).isEqualTo("helpdesk");
        assertThat(body.has("score")).isFalse();
        assertThat(Instant.parse(body.path("until").asText()))
                .isBetween(Instant.now().plusSeconds(3000), Instant.now().plusSeconds(4000));
        assertThat(form().formParam("rule", "quality")
                        .formParam("feature", "helpdesk")
                        .post("/rules/resume")
                        .header("Location"))
                .endsWith("/rules?done=resumed");
    }

    @Test
    void silence_isMadeAndEnded_andARefusalSaysWhy() throws Exception {
        OwnerStandIn.answer("alerting", "/api/v1/silences", 201, "{\"id\":4}");
        Response made = form().formParam("feature", "helpdesk")
                .formParam("subject", " ")
                .formParam("hours", "24")
                .formParam("reason", "deploy")
                .post("/silences");

        assertThat(made.header("Location")).endsWith("/rules?done=silenced");
        OwnerStandIn.Call call = OwnerStandIn.calls("alerting").get(0);
        JsonNode body = new ObjectMapper().readTree(call.body());
        assertThat(body.at("/matchers/0/value").asText()).isEqualTo("helpdesk");
        assertThat(body.at("/matchers")).hasSize(1);
        assertThat(Instant.parse(body.at("/endsAt").asText()))
                .isBetween(Instant.now().plusSeconds(85_000), Instant.now().plusSeconds(87_000));

        OwnerStandIn.answer(
                "alerting", "/api/v1/silences", 400, "{\"error\":\"reason is missing\",\"field\":\"reason\"}");
        String refused = form().formParam("feature", "x").post("/silences").header("Location");
        assertThat(refused).contains("refused").contains("reason%20is%20missing");

        OwnerStandIn.answer("alerting", "/api/v1/silences/3", 204, "");
        assertThat(form().post("/silences/3/end").header("Location")).endsWith("done=ended");
        assertThat(OwnerStandIn.calls("alerting"))
                .anyMatch(one -> one.method().equals("DELETE") && one.path().equals("/api/v1/silences/3"));
    }

    @Test
    void decisionsAboutAnAlert_reachAlerting_withWhatTheyNeed() throws Exception {
        for (String decision : new String[] {"comment", "resolve", "assign", "snooze"}) {
            OwnerStandIn.answer("alerting", "/api/v1/alerts/412/" + decision, "{}");
            assertThat(form().formParam("decision", decision)
                            .formParam("comment", "because")
                            .formParam("value", decision.equals("snooze") ? "8" : "kim")
                            .post("/alerts/412/decision")
                            .header("Location"))
                    .endsWith("/alerts/412?done=" + decision);
        }
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(OwnerStandIn.calls("alerting").get(2).body())
                        .get("to")
                        .asText())
                .isEqualTo("kim");
        assertThat(Instant.parse(
                        json.readTree(OwnerStandIn.calls("alerting").get(3).body())
                                .get("until")
                                .asText()))
                .isBetween(Instant.now().plusSeconds(28_000), Instant.now().plusSeconds(29_500));
        assertThat(form().formParam("decision", "delete")
                        .post("/alerts/412/decision")
                        .header("Location"))
                .endsWith("done=failed");
        assertThat(OwnerStandIn.calls("alerting")).hasSize(4);
    }

    @Test
    void evaluator_showsItsScorers_theirAgreementWithLabels_andTheWork() {
        String page = page("/evaluator");

        assertThat(page)
                .contains("judge/1", "9.4–14.7 %, n 611", "labels do not tell")
                .contains("0.77 (0.58–0.91, n 48)", "87.5 %", "64–96.5 %, n 16")
                .contains("not_scored", "budget", "4 scores wait for the bus");
        OwnerStandIn.answer("evaluator", "/api/v1/rubrics/grounded/agreement", 500, "{}");
        assertThat(page("/evaluator"))
                .contains("<b>The agreement</b> could not be loaded")
                .contains("judge/1");
        OwnerStandIn.down("evaluator");
        assertThat(get("/evaluator").statusCode()).isEqualTo(503);
    }

    @Test
    void evaluator_showsWhichJudgesGotWorse_andWhatTheyPreferred() {
        String page = page("/evaluator");

        assertThat(page)
                .contains("gives no usable verdict <span class=\"tag warn\">worse</span>")
                .contains("34.4 %", "23.7–47 %, n 61", "2026-11-21 04:40", "5121.7 of 2400")
                .contains("learning", "Nothing is known of it yet")
                .contains("52.8 % <span class=\"tag ok\">ahead</span>", "42.6–62.6 %, n 91", "59.9–81 %, n 67")
                .contains("91 of 100", "4 abstained, 3 failed, 2 not judged", "0 of 40", "40 open");
        assertThat(OwnerStandIn.calls("evaluator"))
                .anyMatch(call -> call.path().equals("/api/v1/comparisons")
                        && String.valueOf(call.query()).contains("project=1"));
        Recorded.noJudge();
        assertThat(page("/evaluator"))
                .contains("No judge has answered in this project", "plumbline.judge.url")
                .contains("No comparison yet", "curl -X POST", "/api/v1/comparisons");
        OwnerStandIn.answer("evaluator", "/api/v1/evaluation/judges", 500, "{}");
        OwnerStandIn.answer("evaluator", "/api/v1/comparisons", 500, "{}");
        assertThat(page("/evaluator"))
                .contains("<b>The judges</b> could not be loaded", "<b>The comparisons</b> could not be loaded")
                .contains("judge/1");
    }

    @Test
    void openAlert_saysThatTheJudgeOfItsScoreGotWorse() {
        assertThat(page("/alerts/412")).doesNotContain("answers worse than it did");
        Recorded.doubtfulJudge();

        assertThat(page("/alerts/412"))
                .contains("The judge of this score answers worse than it did", "judge/2 model-large x3")
                .contains("gives no usable verdict: 34.4 % (95 % interval 23.7–47 %, n = 61), usually 2 %")
                .contains("href=\"/evaluator#judges\"");
        OwnerStandIn.answer(
                "evaluator",
                "/api/v1/evaluation/judges",
                Recorded.read("judges.json").replace("search", "helpdesk").replace("unusable", "slow"));
        assertThat(page("/alerts/412"))
                .as("one that is only slow means what it says")
                .doesNotContain("answers worse than it did");
    }
}
