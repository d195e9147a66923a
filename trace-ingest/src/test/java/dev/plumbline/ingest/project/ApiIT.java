package dev.plumbline.ingest.project;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.Truth;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The internal API as web-ui calls it. */
@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class ApiIT {
    @Inject
    KeyStore keys;

    @Inject
    IngestPipeline pipeline;

    @Inject
    DataSource database;

    private static RequestSpecification console() {
        return given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()))
                .contentType(ContentType.JSON);
    }

    @Test
    void withoutAnIdentity_nothingIsAnswered() {
        given().get("/api/v1/ingest/status").then().statusCode(401).body("error", containsString("identity"));
    }

    @Test
    void newKey_findsItsProject() {
        String key = console()
                .body(Map.of("project", "shop"))
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");

        assertThat(keys.project(key)).isPresent();
        assertThat(keys.project(key + "x")).isEmpty();
        assertThat(keys.project("plk_0123")).isEmpty();
        assertThat(keys.project("")).isEmpty();
    }

    @Test
    void keyWithoutAProject_isRefusedByName() {
        console()
                .body(Map.of("project", "no spaces"))
                .post("/api/v1/keys")
                .then()
                .statusCode(400)
                .body("field", equalTo("project"));
    }

    @Test
    void truth_joinsItsRequestAndLaterStatementsReplaceEarlier() throws Exception {
        String trace = Sent.randomTraceId();
        pipeline.traces(
                1,
                Encoding.PROTOBUF,
                Sent.traces(Sent.span(trace, Sent.randomSpanId(), "", Map.of("gen_ai.operation.name", "chat")))
                        .toByteArray());
        console()
                .body(Map.of("traceId", trace, "name", "resolved", "value", 0.0, "source", "tickets"))
                .post("/api/v1/truth")
                .then()
                .statusCode(anyOf(equalTo(201), equalTo(202)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> new RequestReader(database).truths(1, trace).size() == 1);

        console()
                .body(Map.of("traceId", trace, "name", "resolved", "value", 1.0, "source", "tickets"))
                .post("/api/v1/truth")
                .then()
                .statusCode(201);

        assertThat(new RequestReader(database).truths(1, trace))
                .singleElement()
                .extracting(Truth::value)
                .isEqualTo(1.0);
    }

    @Test
    void badTruth_namesItsField() {
        String trace = Sent.randomTraceId();
        refused(Map.of("traceId", "zz", "name", "n", "value", 1), 400, "traceId");
        refused(Map.of("traceId", trace, "value", 1), 400, "name");
        refused(Map.of("traceId", trace, "name", "n"), 400, "value");
        refused(Map.of("traceId", trace, "name", "n", "value", 1, "at", "yesterday"), 400, "at");
    }

    private static void refused(Map<String, Object> statement, int status, String field) {
        console()
                .body(statement)
                .post("/api/v1/feedback")
                .then()
                .statusCode(status)
                .body("field", equalTo(field));
    }

    @Test
    void status_showsTheLedgerAndTheOutbox() {
        console()
                .get("/api/v1/ingest/status")
                .then()
                .statusCode(200)
                .body("outbox", org.hamcrest.Matchers.notNullValue());
    }
}
