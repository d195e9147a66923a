package dev.plumbline.ingest.project;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import javax.sql.DataSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class KeyIT {
    @Inject
    KeyStore keys;

    @Inject
    ProjectRows projects;

    @Inject
    IngestKeyRows rows;

    @Inject
    IngestPipeline pipeline;

    @Inject
    DataSource database;

    private final Later later = new Later();

    /** The wall clock, set forward. */
    private static final class Later extends Clock {
        private Duration by = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** As another replica, with its own cache. */
    private OptionalInt elsewhere(KeyStore replica, String key) {
        return QuarkusTransaction.requiringNew().call(() -> replica.project(key));
    }

    private static String id(String key) {
        return key.split("_", 3)[1];
    }

    private static RequestSpecification console() {
        return given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()))
                .contentType(ContentType.JSON);
    }

    @Test
    void revokedKey_endsHereAtOnceAndElsewhereWithinAMinute() {
        String key = keys.create("revoked");
        KeyStore replica = new KeyStore(projects, rows, later);
        assertThat(elsewhere(replica, key)).isPresent();
        assertThat(keys.project(key)).isPresent();

        console().delete("/api/v1/keys/" + id(key)).then().statusCode(204);

        assertThat(keys.project(key)).isEmpty();
        later.by = Duration.ofSeconds(60);
        assertThat(elsewhere(replica, key)).isEmpty();
    }

    @Test
    void rotatedKey_staysGoodForItsGraceOnly() {
        String old = keys.create("rotated");
        KeyStore replica = new KeyStore(projects, rows, later);

        String fresh = console()
                .body(Map.of("graceSeconds", 600))
                .post("/api/v1/keys/" + id(old) + "/rotate")
                .then()
                .statusCode(201)
                .extract()
                .path("key");

        assertThat(keys.project(fresh)).isEqualTo(keys.project(old)).isPresent();
        later.by = Duration.ofSeconds(595);
        assertThat(elsewhere(replica, old)).isPresent();
        later.by = Duration.ofSeconds(601);
        assertThat(elsewhere(replica, old))
                .as("trusted no longer than it lasts")
                .isEmpty();
        assertThat(elsewhere(replica, fresh)).isPresent();
    }

    @Test
    void list_showsIdsAndNeverKeys() {
        String key = keys.create("listed");

        String body = console()
                .get("/api/v1/keys?project=listed")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id(key)))
                .body("items[0].ends", nullValue())
                .body("items[0].createdAt", notNullValue())
                .extract()
                .asString();

        assertThat(body).doesNotContain(key);
    }

    @Test
    void unknownKeyAndBadGrace_areRefusedByName() {
        console().delete("/api/v1/keys/nope").then().statusCode(404).body("field", equalTo("id"));
        console()
                .body(Map.of("graceSeconds", -1))
                .post("/api/v1/keys/" + id(keys.create("grace")) + "/rotate")
                .then()
                .statusCode(400)
                .body("field", equalTo("graceSeconds"));
    }

    @Test
    void projectOverItsRate_isRefusedAlone() throws Exception {
        int flooding = keys.project(keys.create("flooding")).orElseThrow();
        int quiet = keys.project(keys.create("quiet")).orElseThrow();
        console()
                .body(Map.of("spansPerSecond", 1))
                .put("/api/v1/projects/flooding/limit")
                .then()
                .statusCode(200)
                .body("spansPerSecond", equalTo(1));
        byte[] many = message(500);
        byte[] one = message(1);

        pipeline.traces(flooding, Encoding.PROTOBUF, many);

        assertThatThrownBy(() -> pipeline.traces(flooding, Encoding.PROTOBUF, one))
                .isInstanceOf(LimitStore.OverLimitException.class);
        pipeline.traces(quiet, Encoding.PROTOBUF, one);
        Map<String, Object> none = new HashMap<>();
        none.put("spansPerSecond", null);
        console().body(none).put("/api/v1/projects/flooding/limit").then().statusCode(200);
        pipeline.traces(flooding, Encoding.PROTOBUF, one);
    }

    @Test
    void redaction_isSetByProjectAndHoldsBeforeStorage() throws Exception {
        int project = keys.project(keys.create("private")).orElseThrow();
        String trace = Sent.randomTraceId();
        console()
                .body(
                        "{\"redact\":{\"email\":\"mask\"},\"patterns\":[{\"name\":\"bad\",\"pattern\":\"(\",\"mode\":\"mask\"}]}")
                .put("/api/v1/projects/private/privacy")
                .then()
                .statusCode(400)
                .body("field", equalTo("patterns[0].pattern"));
        console()
                .body("{\"redact\":{\"email\":\"mask\"},\"capture\":[{\"attribute\":\"tier\",\"extent\":\"none\"}]}")
                .put("/api/v1/projects/private/privacy")
                .then()
                .statusCode(200)
                .body("redact.email", equalTo("mask"));

        pipeline.traces(
                project,
                Encoding.PROTOBUF,
                Sent.traces(
                                Sent.span(trace, Sent.randomSpanId(), "", Map.of("note", "to ada@example.org")),
                                Sent.span(trace, Sent.randomSpanId(), "", Map.of("tier", "any")))
                        .toByteArray());

        assertThat(new TraceReader(database).trace(project, trace))
                .singleElement()
                .extracting(StoredSpan::payload)
                .satisfies(payload -> assertThat(payload.attributes()).containsEntry("note", "to [email]"));
        console()
                .get("/api/v1/projects/private/privacy")
                .then()
                .statusCode(200)
                .body("capture[0].extent", equalTo("none"));
        console().get("/api/v1/projects/nobody/privacy").then().statusCode(404);
    }

    private static byte[] message(int spans) {
        io.opentelemetry.proto.trace.v1.Span.Builder[] all = new io.opentelemetry.proto.trace.v1.Span.Builder[spans];
        for (int i = 0; i < spans; i++) {
            all[i] = Sent.span(Sent.randomTraceId(), Sent.randomSpanId(), "", Map.of());
        }
        return Sent.traces(all).toByteArray();
    }
}
