package dev.plumbline.ingest.ledger;

import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.ingest.decode.BadPayloadException;
import dev.plumbline.ingest.project.KeyStore;
import dev.plumbline.ingest.retention.LoserStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.TraceReader;
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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class LedgerIT {
    @Inject
    IngestPipeline pipeline;

    @Inject
    KeyStore keys;

    @Inject
    LoserStore losers;

    @Inject
    DataSource database;

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

    /** The first one stays, what conflicts with it is counted beside the sum. */
    @Test
    void sameSpanWithOtherContent_isAConflictAndTheFirstStays() throws Exception {
        int project = keys.project(keys.create("conflicts")).orElseThrow();
        String trace = Sent.randomTraceId();
        Span.Builder first = Sent.span(trace, Sent.randomSpanId(), "", Map.of("a", "1"));
        Span.Builder other = first.clone().setName("renamed");
        Span.Builder longer =
                first.clone().addAttributes(first.getAttributes(0).toBuilder().setKey("b"));

        send(project, first);
        send(project, other);
        send(project, first);
        send(project, longer, first);

        assertThat(conflicts(project)).isEqualTo(2);
        assertThat(sum(project, "received")).isEqualTo(5);
        assertThat(sum(project, "kept.stored")).isEqualTo(1);
        assertThat(sum(project, "kept.duplicate")).isEqualTo(4);
        assertThat(new TraceReader(database).trace(project, trace))
                .singleElement()
                .satisfies(span -> assertThat(span.span().name()).isEqualTo("a span"));

        Span.Builder twin = Sent.span(trace, Sent.randomSpanId(), "", Map.of());
        send(project, twin, twin.clone().setName("twin"), twin);
        assertThat(conflicts(project)).isEqualTo(3);
        assertThat(given().get("/q/metrics").asString())
                .contains("plumbline_ingest_conflicts_total{project=\"" + project + "\"} 3.0");
    }

    @Test
    void sameIdsWithAnotherStart_areCountedOnceAndTheLoserIsSwept() throws Exception {
        int project = keys.project(keys.create("losers")).orElseThrow();
        String trace = Sent.randomTraceId();
        Span.Builder winner =
                Sent.span(trace, Sent.randomSpanId(), "", Map.of()).setName("ends last");
        Span.Builder loser = winner.clone()
                .setName("ends first")
                .setStartTimeUnixNano(winner.getStartTimeUnixNano() + 5)
                .setEndTimeUnixNano(winner.getEndTimeUnixNano() - 5);

        send(project, loser, winner);
        await().atMost(Duration.ofSeconds(60)).until(() -> conflicts(project) == 1);
        send(project, Sent.span(trace, Sent.randomSpanId(), "", Map.of()));
        await().atMost(Duration.ofSeconds(60)).until(() -> !waitsForSettling(trace));

        assertThat(conflicts(project)).isEqualTo(1);
        assertThat(spans(trace)).isEqualTo(3);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE trace.conflict SET found_at = now() - interval '1 hour'");
        }
        losers.sweep();
        assertThat(spans(trace)).isEqualTo(2);
        assertThat(new TraceReader(database).trace(project, trace))
                .extracting(span -> span.span().name())
                .contains("ends last")
                .doesNotContain("ends first");
    }

    private void send(int project, Span.Builder... spans) throws Exception {
        pipeline.traces(project, Encoding.PROTOBUF, Sent.traces(spans).toByteArray());
    }

    private static long sum(int project, String column) {
        return get("ledger", project).getLong("items." + column + ".sum()");
    }

    private static long conflicts(int project) {
        return get("ledger", project).getList("items").isEmpty() ? 0 : sum(project, "kept.conflicting");
    }

    private boolean waitsForSettling(String trace) throws Exception {
        return count("trace.settle", trace) > 0;
    }

    private long spans(String trace) throws Exception {
        return count("trace.span", trace);
    }

    private long count(String table, String trace) throws Exception {
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement()) {
            ResultSet row =
                    query.executeQuery("SELECT count(*) FROM " + table + " WHERE trace_id = '\\x" + trace + "'");
            row.next();
            return row.getLong(1);
        }
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
