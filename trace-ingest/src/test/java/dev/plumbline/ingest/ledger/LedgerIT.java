package dev.plumbline.ingest.ledger;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.ingest.decode.BadPayloadException;
import dev.plumbline.ingest.project.KeyStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class LedgerIT {
    @Inject
    IngestPipeline pipeline;

    @Inject
    KeyStore keys;

    private static RequestSpecification console() {
        return given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()))
                .contentType(ContentType.JSON);
    }

    private static JsonPath get(String path, int project) {
        return console()
                .get("/api/v1/ingest/" + path + "?project=" + project)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void everyMinute_addsUpAndSaysWhy() throws Exception {
        int project = keys.project(keys.create("ledger")).orElseThrow();
        String trace = Sent.randomTraceId();
        Span.Builder good = Sent.span(trace, Sent.randomSpanId(), "", Map.of());
        Span.Builder noSpan = Sent.span(trace, "0000000000000000", "", Map.of());
        Span.Builder noTrace = Sent.span("00000000000000000000000000000000", Sent.randomSpanId(), "", Map.of());

        pipeline.traces(
                project,
                Encoding.PROTOBUF,
                Sent.traces(good, good, noSpan, noTrace).toByteArray());
        assertThatThrownBy(() -> pipeline.traces(project, Encoding.PROTOBUF, new byte[] {10, 100, 1}))
                .isInstanceOf(BadPayloadException.class);
        pipeline.logs(
                project,
                Encoding.PROTOBUF,
                Sent.log(trace, Sent.randomSpanId(), "other", "x").toByteArray());

        JsonPath ledger = get("ledger", project);
        long received = 0;
        Map<String, Long> reasons = new TreeMap<>();
        for (Map<String, Object> minute : ledger.<Map<String, Object>>getList("items")) {
            Map<?, ?> kept = (Map<?, ?>) minute.get("kept");
            Map<?, ?> own = (Map<?, ?>) minute.get("reasons");
            long explained = own.values().stream().mapToLong(LedgerIT::number).sum();
            own.forEach((reason, items) -> reasons.merge(reason.toString(), number(items), Long::sum));
            assertThat(number(minute.get("received")))
                    .isEqualTo(number(kept.get("stored"))
                            + number(kept.get("duplicate"))
                            + number(minute.get("rejected"))
                            + number(minute.get("dropped")));
            assertThat(explained).isEqualTo(number(minute.get("rejected")) + number(minute.get("dropped")));
            received += number(minute.get("received"));
        }
        assertThat(received).isEqualTo(6);
        assertThat(reasons)
                .isEqualTo(Map.of("trace_id", 1L, "span_id", 1L, "unreadable_message", 1L, "no_content", 1L));
        assertThat(given().get("/q/metrics").asString())
                .contains("plumbline_ingest_items_total{outcome=\"rejected\",project=\"" + project
                        + "\",signal=\"traces\"} 3.0");
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    @Test
    void deadLetter_keepsTheReasonAndCanBeReplayed() throws Exception {
        int project = keys.project(keys.create("letters")).orElseThrow();
        Span.Builder good = Sent.span(Sent.randomTraceId(), Sent.randomSpanId(), "", Map.of());
        Span.Builder bad = Sent.span(Sent.randomTraceId(), "0000000000000000", "", Map.of());
        pipeline.traces(project, Encoding.PROTOBUF, Sent.traces(good, bad).toByteArray());

        JsonPath letters = get("dead-letters", project);
        assertThat(letters.getList("items")).hasSize(1);
        assertThat(letters.getString("items[0].reasons")).contains("span_id");
        long id = letters.getLong("items[0].id");

        JsonPath replayed = console()
                .post("/api/v1/ingest/dead-letters/" + id + "/replay")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(replayed.getInt("rejected")).isEqualTo(1);
        assertThat(get("dead-letters", project).<Integer>getList("items.id"))
                .hasSize(1)
                .doesNotContain((int) id);
        console().post("/api/v1/ingest/dead-letters/" + id + "/replay").then().statusCode(404);
    }

    @Test
    void projectThatRedacts_keepsNoDeadLetters() throws Exception {
        int project = keys.project(keys.create("noletters")).orElseThrow();
        console()
                .body("{\"redact\":{\"email\":\"mask\"}}")
                .put("/api/v1/projects/noletters/privacy")
                .then()
                .statusCode(200);

        assertThatThrownBy(() ->
                        pipeline.traces(project, Encoding.JSON, "{\"ada@example.org".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadPayloadException.class);

        assertThat(get("dead-letters", project).getList("items")).isEqualTo(List.of());
    }
}
