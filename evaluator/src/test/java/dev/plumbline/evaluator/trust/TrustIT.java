package dev.plumbline.evaluator.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.MutableClock;
import dev.plumbline.evaluator.fixture.Scored;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** From a draw over labels to a corrected rate and a judge that may gate, by the API that reviewers use. */
@QuarkusTest
@TestProfile(ByHand.class)
class TrustIT {
    private static final String JUDGE = "judge:vendor/m/3";
    private static final String ALL = "\"from\": \"2025-12-31T00:00:00Z\", \"to\": \"2026-01-02T00:00:00Z\"";

    @Inject
    DataSource source;

    @Inject
    JobStore jobs;

    @Inject
    ResultStore results;

    @Inject
    TrustStore trust;

    @Inject
    MutableClock clock;

    private final Database database = new Database();

    @BeforeEach
    void empty() {
        database.empty();
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void fromADrawOverLabels_toACorrectedRate_andAJudgeThatMayGate() throws Exception {
        // given: the judge flags 20 of 60, and is wrong in half of them; the label of each is known here alone
        Map<String, Boolean> fails = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            RequestRef request = scored(i < 20);
            fails.put(request.traceId(), i < 10);
        }
        assertThat(mayGate(database.rows("SELECT value FROM eval.outbox LIMIT 1")))
                .isFalse();

        // and a rubric that says what mistakes cost, in the version that has judged
        for (int missed : List.of(5, 10)) {
            post(
                            "/api/v1/rubrics",
                            "ann",
                            "{\"name\": \"helpful\", \"question\": \"Is it good?\", \"criteria\": [{\"id\": \"good\","
                                    + " \"text\": \"It is.\"}], \"costs\": {\"missed\": " + missed
                                    + ", \"false-alarm\": 1}}")
                    .statusCode(201);
        }

        // when: half of the flagged and half of a like number of the others are drawn, in no telling order
        JsonPath draw = post("/api/v1/labels/draws", "ann", "{\"rubric\": \"helpful\", \"wanted\": 40, " + ALL + "}")
                .statusCode(201)
                .body("draw.frame.scorer", equalTo(JUDGE), "drawn", equalTo(40), "labelled", equalTo(0))
                .extract()
                .jsonPath();
        Set<String> drawn = new HashSet<>(draw.getList("items.traceId"));
        for (String trace : drawn) {
            label("ann", trace, fails.get(trace) ? "fail" : "pass", true).body("counts", equalTo("yes"));
        }

        // then
        JsonPath agreement = get("/api/v1/rubrics/helpful/agreement");
        assertThat(agreement.getList("items")).hasSize(1);
        assertThat(agreement.getString("items[0].scorer")).isEqualTo(JUDGE);
        assertThat(agreement.getInt("items[0].agreement.counts.failFail")).isEqualTo(10);
        assertThat(agreement.getInt("items[0].agreement.counts.failPass")).isEqualTo(10);
        assertThat(agreement.getInt("items[0].agreement.counts.passPass")).isEqualTo(20);
        assertThat(agreement.getDouble("items[0].agreement.sensitivity.estimate"))
                .isEqualTo(1);
        // 20 labelled passes stand for 40: 40 of 50 are let pass
        assertThat(agreement.getDouble("items[0].agreement.specificity.estimate"))
                .isCloseTo(0.8, within(1e-6));
        assertThat(agreement.getBoolean("items[0].trust.mayGate")).isTrue();
        // one false alarm of six; passing everything would miss a failure of six, each ten times as dear
        assertThat(agreement.getDouble("items[0].cost.perRequest.estimate")).isCloseTo(1 / 6.0, within(1e-6));
        assertThat(agreement.getDouble("items[0].cost.withoutJudge.estimate")).isCloseTo(10 / 6.0, within(1e-6));
        assertThat(agreement.getDouble("items[0].cost.perRequest.high")).isBetween(0.2, 2.0);
        assertThat(agreement.getInt("labels[0].rubricVersion")).isEqualTo(3);

        JsonPath summary = get("/api/v1/scores/summary?from=2025-12-31T00:00:00Z&to=2026-01-02T00:00:00Z");
        assertThat(summary.getDouble("items[0].total.failRate.estimate")).isCloseTo(1 / 3.0, within(1e-6));
        assertThat(summary.getDouble("items[0].corrected.predictionPowered.estimate"))
                .isCloseTo(1 / 6.0, within(1e-6));
        assertThat(summary.getDouble("items[0].corrected.roganGladen.estimate")).isCloseTo(1 / 6.0, within(1e-6));
        assertThat(summary.getInt("items[0].corrected.labels")).isEqualTo(40);

        // and from now on its scores say so
        clock.advance(Duration.ofMinutes(2));
        database.execute("TRUNCATE eval.outbox");
        scored(true);
        assertThat(mayGate(database.rows("SELECT value FROM eval.outbox"))).isTrue();
        assertThat(trust.mayGate(1, "helpful", "judge:another/3")).isFalse();
        assertThat(trust.mayGate(1, "grounded", "grounding/1")).isTrue();

        // until the judge gets worse
        database.execute("INSERT INTO eval.judge_health VALUES (1, 'support-assistant', 'helpful', '" + JUDGE
                + "', '{\"answers\": {}, \"labels\": {}}', true, true, now())");
        clock.advance(Duration.ofSeconds(10));
        database.execute("TRUNCATE eval.outbox");
        scored(true);
        assertThat(mayGate(database.rows("SELECT value FROM eval.outbox"))).isFalse();
    }

    @Test
    void aCorrection_isAddedAndTheLatestOfEachAuthorCounts() {
        RequestRef request = scored(true);
        post("/api/v1/labels/draws", "ann", "{\"rubric\": \"helpful\", " + ALL + "}")
                .statusCode(201);

        label("ann", request.traceId(), "pass", true).body("label.replaces", equalTo(null));
        label("ann", request.traceId(), "fail", true);

        assertThat(database.count("eval.label")).isEqualTo(2);
        assertThat(database.rows("SELECT replaces IS NULL AS first, label, author FROM eval.label ORDER BY id"))
                .containsExactly(
                        Map.of("first", true, "label", "pass", "author", "ann"),
                        Map.of("first", false, "label", "fail", "author", "ann"));
        assertThat(counts("failFail")).isEqualTo(1);
        assertThat(get("/api/v1/labels?rubric=helpful").getList("items.label")).containsExactly("fail", "pass");

        // and two who differ decide nothing
        label("bob", request.traceId(), "pass", true);
        assertThat(get("/api/v1/rubrics/helpful/agreement").getList("items")).isEmpty();
        assertThat(get("/api/v1/rubrics/helpful/agreement").getInt("labels[0].disputed"))
                .isEqualTo(1);
    }

    @Test
    void whatWasPickedOrNotBlind_countsForNothing_andIsSaid() {
        RequestRef picked = scored(true);

        label("ann", picked.traceId(), "fail", true).body("counts", startsWith("no: the request was picked"));
        post("/api/v1/labels/draws", "ann", "{\"rubric\": \"helpful\", " + ALL + "}")
                .statusCode(201);
        label("ann", picked.traceId(), "fail", false).body("counts", startsWith("no: the verdict was seen"));

        JsonPath agreement = get("/api/v1/rubrics/helpful/agreement");
        assertThat(agreement.getList("items")).isEmpty();
        assertThat(agreement.getInt("labels[0].notBlind")).isEqualTo(1);
    }

    @Test
    void overlappingDraws_countARequestOnce() {
        for (int i = 0; i < 30; i++) {
            scored(i < 10);
        }
        String all = "{\"rubric\": \"helpful\", \"wanted\": 30, " + ALL + "}";
        JsonPath draw = post("/api/v1/labels/draws", "ann", all).extract().jsonPath();
        post("/api/v1/labels/draws", "ann", all).statusCode(201);
        List<String> traces = draw.getList("items.traceId");
        traces.forEach(trace -> label("ann", trace, "fail", true));

        JsonPath summary = get("/api/v1/scores/summary?from=2025-12-31T00:00:00Z&to=2026-01-02T00:00:00Z");

        assertThat(summary.getInt("items[0].corrected.trust.labels")).isEqualTo(30);
    }

    @Test
    void labels_cannotBeChangedOrRemoved_exceptThatErasureBlanksTheirWords() {
        RequestRef request = scored(true);
        label("ann", request.traceId(), "fail", true);

        assertThatThrownBy(() -> database.execute("UPDATE eval.label SET label = 'pass'"))
                .hasMessageContaining("labels are only added");
        assertThatThrownBy(() -> database.execute("DELETE FROM eval.label"))
                .hasMessageContaining("labels are only added");

        results.end(List.of(), Set.of(request), clock.instant());
        assertThat(database.rows("SELECT label, reason IS NULL AS blank FROM eval.label"))
                .containsExactly(Map.of("label", "fail", "blank", true));
    }

    @Test
    void slices_areSearchedInWhatIsStored() {
        for (int i = 0; i < 60; i++) {
            scored(i % 2 == 0);
        }

        JsonPath slices = get("/api/v1/slices?name=helpful&from=2025-12-31T00:00:00Z&to=2026-01-02T00:00:00Z");

        assertThat(slices.getString("looked.scorer")).isEqualTo(JUDGE);
        assertThat(slices.getInt("looked.overall.n")).isEqualTo(60);
        assertThat(slices.getList("items")).isEmpty();
        caller("console").get("/api/v1/slices").then().statusCode(400).body("field", equalTo("name"));
    }

    @Test
    void whatCannotBeALabel_isRefusedByItsField() {
        RequestRef request = scored(true);
        String rest = "\"rubric\": \"helpful\", \"label\": \"fail\", \"blind\": true";

        refused("{}", "rubric");
        refused("{\"rubric\": \"helpful\", \"label\": \"bad\"}", "label");
        refused("{\"rubric\": \"helpful\", \"label\": \"fail\"}", "blind");
        refused("{" + rest + "}", "traceId");
        refused("{" + rest + ", \"traceId\": \"zz\"}", "trace");
        refused("{" + rest + ", \"traceId\": \"" + "0".repeat(32) + "\"}", "traceId");
        refused(
                "{" + rest + ", \"traceId\": \"" + request.traceId() + "\", \"spanId\": \"ffffffffffffffff\"}",
                "spanId");
        refused("{" + rest + ", \"author\": \"me\", \"traceId\": \"" + request.traceId() + "\"}", "author");
        refused("no json", "body");
        refused(
                "{" + rest.replace("helpful", "other") + ", \"traceId\": \"" + request.traceId() + "\"}",
                "rubricVersion");
        assertThat(database.count("eval.label")).isZero();
    }

    private RequestRef scored(boolean fail) {
        return new Scored(source, jobs, results).request("helpful", JUDGE, fail, 0.5, "*", clock.instant());
    }

    private ValidatableResponse label(String author, String trace, String label, boolean blind) {
        return post(
                        "/api/v1/labels",
                        author,
                        "{\"traceId\": \"" + trace + "\", \"rubric\": \"helpful\", \"label\": \"" + label
                                + "\", \"blind\": " + blind + ", \"reason\": \"it says so\"}")
                .statusCode(201)
                .body("label.said.author", equalTo(author), "label.of.rubricVersion", equalTo(3));
    }

    private void refused(String body, String field) {
        post("/api/v1/labels", "ann", body).statusCode(400).body("field", equalTo(field));
    }

    private int counts(String cell) {
        return get("/api/v1/rubrics/helpful/agreement").getInt("items[0].agreement.counts." + cell);
    }

    private ValidatableResponse post(String path, String author, String body) {
        return caller(author)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private JsonPath get(String path) {
        return caller("console").get(path).then().statusCode(200).extract().jsonPath();
    }

    /** The clock stands; an identity is of its time. */
    private RequestSpecification caller(String subject) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, subject, clock.instant()));
    }

    private static boolean mayGate(List<? extends Map<String, ?>> rows) throws Exception {
        byte[] value = (byte[]) rows.get(0).get("value");
        JsonNode event = new ObjectMapper().readTree(new String(value, StandardCharsets.UTF_8));
        return event.get("score").get("mayGate").asBoolean();
    }
}
