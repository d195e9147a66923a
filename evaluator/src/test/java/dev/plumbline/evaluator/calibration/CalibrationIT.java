package dev.plumbline.evaluator.calibration;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.SpanStatus;
import dev.plumbline.evaluator.fixture.ByHand;
import dev.plumbline.evaluator.fixture.Database;
import dev.plumbline.evaluator.fixture.Scored;
import dev.plumbline.evaluator.fixture.TraceData;
import dev.plumbline.evaluator.jobs.JobStore;
import dev.plumbline.evaluator.reading.Spans;
import dev.plumbline.evaluator.scores.ResultStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.Truth;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@TestProfile(ByHand.class)
class CalibrationIT {
    private static final String RANGE = "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";

    @Inject
    Clock clock;

    @Inject
    JobStore jobs;

    @Inject
    ResultStore results;

    @Inject
    DataSource source;

    /** Of this test alone: the traces of others stay in the store. */
    private final String attribute = "app.x" + UUID.randomUUID();

    private final TraceData traces = new TraceData();

    @BeforeEach
    void empty() {
        new Database().empty();
    }

    @Test
    void confidenceInAnAttribute_isComparedWithTruth_andTheLatestStatementCounts() {
        for (int i = 0; i < 20; i++) {
            RequestRef ref = stored(Map.of(attribute, i < 10 ? "0.95" : "0.55"));
            say(ref, "truth", "early", 0.0, null, 1);
            say(ref, "truth", "late", i < 9 || i >= 15 ? 1.0 : 0.0, null, 2);
        }
        say(stored(Map.of(attribute, "sure")), "truth", "late", 1.0, null, 2);
        say(stored(Map.of()), "truth", "late", 1.0, null, 2);
        stored(Map.of(attribute, "0.1"));

        get("/calibration?confidence=attribute:" + attribute + "&outcome=truth:resolved&least=0.4" + RANGE)
                .statusCode(200)
                .body("right.n", equalTo(20))
                .body("right.estimate", closeTo(0.7))
                .body("ece.estimate", closeTo(0.5 * 0.05 + 0.5 * 0.05))
                .body("bins", hasSize(10))
                .body("bins[9].right.n", equalTo(10))
                .body("bins[9].meanConfidence", closeTo(0.95))
                .body("leastCertain.share", closeTo(0.5))
                .body("leastCertain.wrong.estimate", closeTo(0.5))
                .body("selectiveRisk", hasSize(2))
                .body("unusable", equalTo(1));
    }

    @Test
    void scores_areComparedWithFeedback_byTheirWeight() {
        Scored scored = new Scored(source, jobs, results);
        String rubric = "r" + UUID.randomUUID();
        RequestRef seldom = scored.request(rubric, "judge:m/1", true, 0.1, "*", clock.instant());
        RequestRef always = scored.request(rubric, "judge:m/1", false, 1, "*", clock.instant());
        say(seldom, "feedback", "", null, "down", 1);
        say(always, "feedback", "", null, "down", 1);

        get("/calibration?confidence=score:" + rubric + "&outcome=feedback:resolved" + RANGE)
                .statusCode(200)
                .body("right.n", equalTo(2))
                .body("brier.estimate", closeTo(1.0 / 11));
        get("/confusion?said=score:" + rubric + "&truth=feedback:resolved&costs=pass>down:5,fail>down:0" + RANGE)
                .statusCode(200)
                .body("cells", hasSize(2))
                .body("cost.mean", closeTo(5.0 / 11))
                .body("accuracy.estimate", equalTo(0f));
    }

    @Test
    void whatIsWrong_isRefusedByItsName_andNothingKnownIsNothing() {
        get("/calibration?outcome=truth:x").statusCode(400).body("field", equalTo("confidence"));
        get("/calibration?confidence=attribute:x&outcome=attribute:y")
                .statusCode(400)
                .body("field", equalTo("outcome"));
        get("/calibration?confidence=attribute:x&outcome=truth:y&bins=1")
                .statusCode(400)
                .body("field", equalTo("bins"));
        get("/confusion?said=attribute:x&truth=truth:y&costs=a").statusCode(400).body("field", equalTo("costs"));
        get("/calibration?confidence=attribute:' OR 1=1 --&outcome=truth:y" + RANGE)
                .statusCode(200)
                .body("ece", nullValue())
                .body("unusable", equalTo(0));
    }

    private RequestRef stored(Map<String, String> attributes) {
        RequestRef ref = new RequestRef(1, TraceData.traceId(), Spans.id(1));
        Request plain = Spans.request(ref, 1, SpanStatus.OK);
        traces.store(new Request(ref, 1, plain.origin(), plain.time(), plain.shape(), plain.text(), attributes));
        return ref;
    }

    private void say(
            RequestRef ref, String kind, String who, @Nullable Double value, @Nullable String label, long atNano) {
        traces.say(new Truth(ref, kind, "resolved", who, value, label, atNano));
    }

    private static org.hamcrest.Matcher<Float> closeTo(double value) {
        return new org.hamcrest.TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(Float item) {
                return Math.abs(item - value) < 1e-6;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("close to " + value);
            }
        };
    }

    private ValidatableResponse get(String path) {
        return RestAssured.given()
                .header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "viewer", clock.instant()))
                .get("/api/v1/evaluation" + path)
                .then();
    }
}
