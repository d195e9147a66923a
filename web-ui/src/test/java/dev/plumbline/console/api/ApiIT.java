package dev.plumbline.console.api;

import dev.plumbline.console.fixture.ConsoleServers;
import dev.plumbline.console.fixture.OwnerStandIn;
import dev.plumbline.console.fixture.Samples;
import dev.plumbline.console.fixture.StoredTraces;
import dev.plumbline.console.fixture.TestSpan;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.Truth;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@ConsoleServers
class ApiIT {
    private static final long SECOND = 1_000_000_000L;

    private final StoredTraces store = new StoredTraces();
    private final long now = Instant.now().getEpochSecond() * SECOND;

    @BeforeEach
    void clear() {
        OwnerStandIn.reset();
        store.clear();
    }

    private List<TestSpan> stored(int number, long secondsAgo, boolean failing) {
        List<TestSpan> trace = Samples.helpdesk(number, now - secondsAgo * SECOND, failing);
        store.store(trace);
        return trace;
    }

    @Test
    void openapi_isOneDocumentForTheWholeOrigin() {
        given().get("/api/v1/openapi.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("openapi", org.hamcrest.Matchers.startsWith("3.1"));
    }

    @Test
    void trace_comesWithSpansContentRequestsFingerprintsAndTruths() {
        String traceId = stored(1, 60, false).get(0).span().key().traceId();
        store.storeTruth(
                new Truth(new RequestRef(1, traceId, "00000000000000a1"), "truth", "resolved", "crm", 1.0, "yes", now));

        given().get("/api/v1/traces/" + traceId)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("traceId", equalTo(traceId))
                .body("spans", hasSize(5))
                .body("spans[4].span.name", equalTo("chat small-model"))
                .body("spans[4].payload.content.input[1].parts[0].text", containsString("charged twice"))
                .body("spans[4].payload.attributes.'rider.plan'", equalTo("monthly"))
                .body("requests[0].text.fingerprint.request.length()", equalTo(64))
                .body("truths[0].label", equalTo("yes"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/traces/00000000000000000000000000000abc, 404, traceId",
        "/api/v1/traces/nonsense, 400, traceId",
        "/api/v1/requests?status=fine, 400, status",
        "/api/v1/requests?featur=a, 400, featur",
        "/api/v1/requests?cursor=x, 400, cursor",
        "/api/v1/requests?from=yesterday, 400, from",
        "/api/v1/requests?project=99, 400, project",
        "/api/v1/nothing, 404, path",
        "/api/v1/scores/%2e%2e/x, 404, path",
        "/nothing, 404, path",
    })
    void error_namesTheField(String path, int status, String field) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/json")
                .body("field", equalTo(field))
                .body("error.length() > 5", equalTo(true));
    }

    @Test
    void requests_pageThroughEveryRequestOnce_evenWhenTheyStartTogether() {
        for (int i = 0; i < 11; i++) {
            stored(i, i < 6 ? 60 : 50, false);
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            var request = given().queryParam("limit", 4);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/requests")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.ref.traceId"));
            cursor = page.getString("next");
            pages++;
        } while (cursor != null && pages < 10);

        assertThat(seen).hasSize(11).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void requests_areFiltered() {
        stored(1, 60, false);
        stored(2, 50, true);
        stored(5, 40, false);

        given().queryParam("status", "error")
                .get("/api/v1/requests")
                .then()
                .body("items", hasSize(1))
                .body("items[0].time.status", equalTo("ERROR"))
                .body("next", nullValue());
        given().queryParam("feature", "trip-planner")
                .get("/api/v1/requests")
                .then()
                .body("items", hasSize(1));
        given().queryParam("text", "CHARGED twice")
                .get("/api/v1/requests")
                .then()
                .body("items", hasSize(1));
        given().queryParam("to", Instant.ofEpochSecond(now / SECOND - 55).toString())
                .get("/api/v1/requests")
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void requests_ofAnotherProject_stayThere() {
        stored(1, 60, false);
        store.storeProject(7, "other");

        await().until(() ->
                given().queryParam("project", "7").get("/api/v1/requests").statusCode() == 200);
        given().queryParam("project", "7").get("/api/v1/requests").then().body("items", hasSize(0));
        given().queryParam("project", "other").get("/api/v1/requests").then().body("items", hasSize(0));
    }

    @Test
    void restOfTheApi_isForwarded_withASignedIdentityAndAsItCame() {
        OwnerStandIn.answer("evaluator", "/api/v1/scores/summary", "{\"items\":[]}");

        given().urlEncodingEnabled(false)
                .get("/api/v1/scores/summary?feature=a%26b&from=2026-11-21T00:00:00Z")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("items", hasSize(0));

        OwnerStandIn.Call call = OwnerStandIn.calls("evaluator").get(0);
        assertThat(call.query()).isEqualTo("feature=a%26b&from=2026-11-21T00:00:00Z");
        assertThat(Identity.verify(PlumblineServers.SECRET, String.valueOf(call.identity()), Instant.now()))
                .hasValueSatisfying(identity -> assertThat(identity.subject()).isEqualTo("console"));
    }

    @Test
    void forgedIdentity_isNotForwarded() {
        OwnerStandIn.answer("alerting", "/api/v1/alerts", "{\"items\":[]}");

        given().header(Identity.HEADER, "v1.forged")
                .get("/api/v1/alerts")
                .then()
                .statusCode(200);

        assertThat(OwnerStandIn.calls("alerting").get(0).identity()).isNotEqualTo("v1.forged");
    }

    @Test
    void body_isForwarded_andTheOwnersStatusComesBack() {
        OwnerStandIn.answer(
                "trace-ingest", "/api/v1/feedback", 404, "{\"error\":\"no settled request\",\"field\":\"traceId\"}");

        given().contentType("application/json")
                .header("Idempotency-Key", "click-1")
                .body("{\"traceId\":\"x\"}")
                .post("/api/v1/feedback?project=1")
                .then()
                .statusCode(404)
                .body("field", equalTo("traceId"));

        assertThat(OwnerStandIn.calls("trace-ingest"))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).isEqualTo("{\"traceId\":\"x\"}"))
                .satisfies(call -> assertThat(call.method()).isEqualTo("POST"))
                .satisfies(call -> assertThat(call.idempotencyKey()).isEqualTo("click-1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 409, 410, 422, 429, 500, 507})
    void anyStatus_comesBackAsItIs(int status) {
        OwnerStandIn.answer("alerting", "/api/v1/receivers", status, "{\"id\":1}");

        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/receivers")
                .then()
                .statusCode(status)
                .body("id", equalTo(1));
    }

    @Test
    void bodyOverOneMebibyte_isRefusedHere() {
        given().contentType("application/json")
                .body("x".repeat((1 << 20) + 1))
                .post("/api/v1/truth")
                .then()
                .statusCode(413)
                .body("field", equalTo("body"));

        assertThat(OwnerStandIn.calls("trace-ingest")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "trace-ingest, /api/v1/ingest/status",
        "evaluator, /api/v1/scores",
        "drift-service, /api/v1/drift/findings",
        "alerting, /api/v1/alerts",
    })
    void ownerThatIsDown_isNamed(String part, String path) {
        OwnerStandIn.down(part);

        given().get(path)
                .then()
                .statusCode(503)
                .body("field", equalTo(part))
                .body("error", equalTo(part + " does not answer."));
    }
}
