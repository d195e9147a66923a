package dev.plumbline.evaluator.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.evaluator.fixture.Asked;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.ManyWorkers;
import dev.plumbline.evaluator.fixture.MutableClock;
import dev.plumbline.evaluator.health.HealthCycle;
import dev.plumbline.evaluator.health.MarkStore;
import dev.plumbline.evaluator.health.Series;
import dev.plumbline.evaluator.health.Sign;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Answer;
import dev.plumbline.evaluator.judge.endpoint.JudgeServer.Behaviour;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** A judge that is there and gets worse, over the real protocol: seen, told once, and told again when it is over. */
@QuarkusTest
@TestProfile(ManyWorkers.class)
class DegradedJudgeIT {
    private static final int CALLS_A_DAY = 25;
    private static final int LEARNED = 200;

    @Inject
    JudgeCycle cycle;

    @Inject
    HealthCycle health;

    @Inject
    MarkStore marks;

    @Inject
    JobStore jobs;

    @Inject
    DataSource source;

    @Inject
    MutableClock clock;

    JudgeServer judge;

    private final Database database = new Database();
    private int number;

    @BeforeEach
    void reset() {
        database.empty();
        clock.advance(Duration.ofDays(1));
        judge.asked().clear();
    }

    @Test
    void judgeThatAbstainsMore_isDegraded_untilItDoesAsBefore() throws Exception {
        // given: a judge that cannot tell in one of forty
        before(LEARNED + 100);
        assertThat(told()).isEmpty();
        standing().body("items[0].state", equalTo("ok"));

        // when: asked, it cannot tell in three of four
        ask(40, call -> answer(number % 4 != 0));

        // then: it is told once, with its evidence
        assertThat(told()).hasSize(1);
        JsonNode event = told().get(0);
        assertThat(event.get("change").textValue()).isEqualTo("degraded");
        assertThat(event.at("/subject/feature").textValue()).isEqualTo("support-assistant");
        assertThat(event.at("/subject/scorer").textValue()).isEqualTo("judge:m/1");
        assertThat(event.at("/signs/0/name").textValue()).isEqualTo("abstains");
        assertThat(event.at("/signs/0/reference/n").intValue()).isEqualTo(LEARNED);
        assertThat(event.at("/signs/0/now/low").doubleValue())
                .isGreaterThan(event.at("/signs/0/limit").doubleValue());
        assertThat(event.get("statement").textValue()).contains("abstains more than it did");
        standing()
                .body("items", hasSize(1), "items[0].state", equalTo("degraded"))
                .body("items[0].judge.rubric", equalTo("helpful"))
                .body("items[0].signs.sign", contains("abstains", "unusable", "slow"))
                .body("items[0].signs.state", contains("degraded", "ok", "ok"));
        assertThat(database.rows("SELECT bars FROM eval.judge_health").get(0)).containsEntry("bars", true);

        // and when it does as before
        before(100);
        assertThat(told()).hasSize(2);
        assertThat(told().get(1).get("change").textValue()).isEqualTo("recovered");
        standing().body("items[0].state", equalTo("ok"));
    }

    @Test
    void judgeWhoseVerdictsCannotBeUsed_isDegraded_andAnotherVersionIsNotBlamed() throws Exception {
        before(LEARNED);

        ask(20, call -> Answer.said("It is fine."));

        assertThat(told()).hasSize(1);
        assertThat(told().get(0).at("/signs/0/name").textValue()).isEqualTo("unusable");

        // when: another version judges
        RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "ann", clock.instant()))
                .body("""
                        name: helpful
                        question: Is it right?
                        criteria:
                          - id: clear
                            text: The answer is clear.
                        """)
                .contentType("text/plain")
                .post("/api/v1/rubrics")
                .then()
                .statusCode(201);
        RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "ann", clock.instant()))
                .post("/api/v1/rubrics/helpful/versions/2/activate")
                .then()
                .statusCode(200);
        ask(2, call -> answer(false));

        assertThat(told()).hasSize(2);
        assertThat(told().get(1).get("change").textValue()).isEqualTo("recovered");
        assertThat(told().get(1).get("statement").textValue()).contains("Another version of the judge answers now");
    }

    @Test
    void judgeThatMissesWhatReviewersCallAFailure_isDegraded_byItsLabels() throws Exception {
        // given: it found the first 60 of 140 labelled failures, and misses most of those that came later
        ask(1, call -> answer(false));
        database.execute("""
                INSERT INTO eval.label_draw VALUES
                    ('00000000-0000-0000-0000-000000000001', 1, 'helpful', 'judge:m/1', NULL, 0, 2000000000000000000, 140,
                     'ann', now());
                WITH request AS (
                    SELECT i, decode(lpad(to_hex(i), 32, '0'), 'hex') AS trace, decode('00000000000000ff', 'hex') AS span
                    FROM generate_series(1, 140) AS i),
                score AS (
                    INSERT INTO eval.score (day, project_id, trace_id, span_id, name, scorer, version, at_nano, feature,
                                            attributes, value, label, explanation, probability, reason, policy_version,
                                            scored_at)
                    SELECT date '2026-01-01', 1, trace, span, 'helpful', 'judge:m/1', 1, i, 'support-assistant', '{}',
                           CASE WHEN i <= 60 OR i % 5 = 0 THEN 0 ELSE 1 END,
                           CASE WHEN i <= 60 OR i % 5 = 0 THEN 'fail' ELSE 'pass' END, 'said', 1, 'rate', 1, now()
                    FROM request),
                drawn AS (
                    INSERT INTO eval.label_drawn
                    SELECT '00000000-0000-0000-0000-000000000001', i, date '2026-01-01', 1, trace, span, 1 FROM request)
                INSERT INTO eval.label (project_id, trace_id, span_id, rubric, rubric_version, label, author, blind,
                                        created_at)
                SELECT 1, trace, span, 'helpful', 1, 'fail', 'ann', true, now() FROM request""");

        health.look();
        health.look();

        assertThat(told()).hasSize(1);
        JsonNode sign = told().get(0).at("/signs/0");
        assertThat(sign.get("name").textValue()).isEqualTo("misses");
        assertThat(sign.at("/reference/n").intValue()).isEqualTo(50);
        assertThat(sign.at("/now/n").intValue()).isEqualTo(90);
        assertThat(sign.at("/now/low").doubleValue())
                .isGreaterThan(sign.get("limit").doubleValue());
        assertThat(database.rows("SELECT bars FROM eval.judge_health").get(0)).containsEntry("bars", true);
    }

    @Test
    void oneSession_speaksOnce_andALostCallIsSlow() throws Exception {
        ask(1, call -> Answer.of(200, "no protocol"));
        assertThat(database.rows("SELECT sign, bad FROM eval.judge_mark").toString())
                .isEqualTo("[{sign=slow, bad=true}]");

        // The same session is asked about again, and answered.
        clock.advance(Duration.ofMinutes(2));
        judge.behave(call -> answer(false));
        cycle.run();

        assertThat(database.rows("SELECT sign, bad FROM eval.judge_mark ORDER BY sign")
                        .toString())
                .isEqualTo("[{sign=abstains, bad=false}, {sign=slow, bad=true}, {sign=unusable, bad=false}]");
    }

    private static Answer answer(boolean abstains) {
        return abstains ? Answer.verdict("abstain", "clear") : Answer.verdict("pass", "clear", "valid on buses");
    }

    /** What so many askings of a judge that cannot tell in one of forty leave behind. */
    private void before(int askings) {
        Series series = new Series(1, "support-assistant", "helpful", "judge:m/1");
        for (int i = 0; i < askings; i++) {
            number++;
            Map<Sign, Boolean> said = Map.of(Sign.ABSTAINS, number % 40 == 0, Sign.UNUSABLE, false, Sign.SLOW, false);
            marks.add(series, "before-" + number, said, clock.instant());
        }
        health.count();
    }

    private void ask(int times, Behaviour behaviour) throws InterruptedException {
        judge.behave(behaviour);
        Asked asked = new Asked(source, jobs);
        for (int i = 0; i < times; i++) {
            if (i % CALLS_A_DAY == 0) {
                clock.advance(Duration.ofDays(1));
            }
            number++;
            asked.alone(Asked.ANSWER + " Number " + number + ".", clock.instant());
            cycle.run();
        }
        health.count();
    }

    private List<JsonNode> told() {
        return database.rows("SELECT value FROM eval.outbox WHERE topic = ? ORDER BY id", Topics.JUDGES).stream()
                .map(row -> (byte[]) row.get("value"))
                .map(DegradedJudgeIT::read)
                .toList();
    }

    private static JsonNode read(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ValidatableResponse standing() {
        return RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "ann", clock.instant()))
                .get("/api/v1/evaluation/judges")
                .then()
                .statusCode(200);
    }
}
