package dev.plumbline.ingest.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.event.TruthRecorded;
import dev.plumbline.contracts.identity.Identity;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Accepted;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.ingest.project.KeyStore;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.Truth;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class FeedbackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    IngestPipeline pipeline;

    @Inject
    KeyStore keys;

    @Inject
    JoinStore joins;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper json;

    private final String trace = Sent.randomTraceId();
    private final String root = Sent.randomSpanId();
    private int project = 1;

    private static RequestSpecification console() {
        return given().header(Identity.HEADER, Identity.sign(PlumblineServers.SECRET, "console", Instant.now()));
    }

    private Response post(String path, Object body) {
        return console().contentType("application/json").body(body).post("/api/v1/" + path + "?project=" + project);
    }

    private Response csv(String text) {
        return console()
                .contentType("text/csv")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/truth?project=" + project);
    }

    private void newProject(String name) throws Exception {
        project = keys.project(keys.create(name)).orElseThrow();
    }

    private void send(Span.Builder... spans) throws Exception {
        pipeline.traces(project, Encoding.PROTOBUF, Sent.traces(spans).toByteArray());
    }

    /** A request of two minutes ago, so that what is said of it now has not to wait for others. */
    private Span.Builder agent(String traceId, String spanId, Map<String, Object> more) {
        Map<String, Object> attributes = new HashMap<>(more);
        attributes.put("gen_ai.operation.name", "invoke_agent");
        long start = (System.currentTimeMillis() - 120_000) * 1_000_000L;
        return Sent.span(traceId, spanId, "", attributes)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + 1_000_000);
    }

    private Request settled(String traceId) {
        return await().atMost(PATIENCE)
                .until(() -> new RequestReader(database).ofTrace(project, traceId), found -> found.size() == 1)
                .get(0);
    }

    private List<Truth> truths(String traceId) throws SQLException {
        return new RequestReader(database).truths(project, traceId);
    }

    private void awaitTruth(String traceId, String label) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(truths(traceId))
                        .singleElement()
                        .extracting(Truth::label)
                        .isEqualTo(label));
    }

    private static String minuteAgo() {
        return Instant.now().minusSeconds(60).toString();
    }

    @Test
    void everyWayToNameARequest_findsIt() throws Exception {
        String session = "session " + trace;
        String tool = Sent.randomSpanId();
        send(
                agent(trace, root, Map.of("session.id", session, "plumbline.business.order", "A-" + trace)),
                Sent.span(trace, tool, root, Map.of("gen_ai.operation.name", "execute_tool")));
        Request request = settled(trace);

        assertThat(post("truth", Map.of("traceId", trace.toUpperCase(Locale.ROOT), "name", "a", "value", 1))
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("truth", Map.of("traceId", trace, "spanId", tool, "name", "b", "value", 1))
                        .statusCode())
                .isEqualTo(201);
        String at = minuteAgo();
        assertThat(post("truth", Map.of("sessionId", session, "name", "c", "value", 1, "at", at))
                        .statusCode())
                .isEqualTo(201);
        String fingerprint = request.text().fingerprint().request();
        Response byFingerprint =
                post("truth", Map.of("fingerprint", fingerprint, "name", "d" + trace, "value", 1, "at", at));
        Map<String, Object> key = Map.of("name", "plumbline.business.order", "value", "A-" + trace);
        assertThat(post("truth", Map.of("key", key, "name", "e", "value", 1, "at", at))
                        .statusCode())
                .isEqualTo(201);

        // Other tests may have sent the same call, which is then found as well, or too often.
        assertThat(byFingerprint.statusCode()).isIn(201, 422);
        assertThat(truths(trace))
                .allSatisfy(truth -> assertThat(truth.request()).isEqualTo(request.ref()))
                .extracting(Truth::name)
                .contains("a", "b", "c", "e");
        assertThat(listed("&trace=" + trace).getList("items.name")).contains("a", "b", "c", "e");
        if (byFingerprint.statusCode() == 201) {
            assertThat(truths(trace)).extracting(Truth::name).contains("d" + trace);
        }
    }

    @Test
    void truthBeforeItsRequest_waitsAndIsOnTheBusOnceItSettles() throws Exception {
        Response early = post("truth", Map.of("traceId", trace, "name", "resolved", "label", "yes", "source", "crm"));
        assertThat(early.statusCode()).isEqualTo(202);
        assertThat(early.jsonPath().getString("state")).isEqualTo("waiting");
        assertThat(listed("&state=waiting&trace=" + trace).getList("items")).hasSize(1);

        send(agent(trace, root, Map.of()));

        assertThat(bus(1)).singleElement().satisfies(event -> {
            assertThat(event.request().spanId()).isEqualTo(root);
            assertThat(event.kind()).isEqualTo("truth");
            assertThat(event.name()).isEqualTo("resolved");
            assertThat(event.outcome()).isEqualTo(new TruthRecorded.Outcome(null, "yes"));
            assertThat(event.source()).isEqualTo("crm");
        });
        assertThat(listed("&state=joined&trace=" + trace).getBoolean("items[0].ended.counts"))
                .isTrue();
    }

    private JsonPath listed(String query) {
        return console()
                .get("/api/v1/feedback?project=" + project + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<TruthRecorded> bus(int wanted) throws Exception {
        List<TruthRecorded> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        PlumblineServers.shared().kafka(),
                        "group.id",
                        trace,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.TRUTH));
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(trace)) {
                        events.add(json.readValue(record.value(), TruthRecorded.class));
                    }
                }
                return events.size() >= wanted;
            });
        }
        return events;
    }

    /** A user's click on the answer of a turn is here before the turn, which its exporter still holds. */
    @Test
    void feedbackOnASession_waitsForTheTurnThatIsUnderWay() throws Exception {
        String session = "session " + trace;
        String next = Sent.randomTraceId();
        send(agent(trace, root, Map.of("session.id", session)));
        settled(trace);

        Response click = post("feedback", Map.of("sessionId", session, "name", "thumbs", "label", "down"));
        assertThat(click.statusCode()).isEqualTo(202);
        send(agent(next, Sent.randomSpanId(), Map.of("session.id", session))
                .setStartTimeUnixNano((System.currentTimeMillis() - 60_000) * 1_000_000L));

        awaitTruth(next, "down");
        assertThat(truths(trace)).isEmpty();
    }

    @Test
    void badRows_areNamedAndCostTheirNeighboursNothing() throws Exception {
        newProject("rows");
        send(agent(trace, root, Map.of()));
        settled(trace);

        Response answer = csv("\uFEFFtrace_id,name,value,label,comment\r\n"
                + trace + ",resolved,1,,\"said \"\"yes\"\",\nat once\"\r\n"
                + trace + ",resolved,much,,\r\n"
                + "zz,resolved,1,,\r\n"
                + trace + ",late,,no,,one cell more\r\n"
                + Sent.randomTraceId() + ",resolved,0,,\r\n");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonPath body = answer.jsonPath();
        assertThat(body.getInt("accepted")).isEqualTo(2);
        assertThat(body.getInt("joined")).isEqualTo(1);
        assertThat(body.getInt("waiting")).isEqualTo(1);
        assertThat(body.getList("errors.row")).containsExactly(2, 3, 4);
        assertThat(body.getList("errors.line")).containsExactly(4, 5, 6);
        assertThat(body.getList("errors.field")).containsExactly("value", "traceId", "row");
        assertThat(truths(trace)).hasSize(1);
        assertThat(listed("&trace=" + trace).getString("items[0].said.comment")).isEqualTo("said \"yes\",\nat once");

        Response items = post(
                "feedback",
                Map.of(
                        "items",
                        List.of(
                                Map.of("traceId", trace, "name", "thumbs", "value", -1),
                                Map.of("traceId", trace, "value", 1),
                                Map.of("traceId", trace, "name", "n", "value", 1, "colour", "red"))));
        assertThat(items.statusCode()).isEqualTo(200);
        assertThat(items.jsonPath().getList("errors.field")).containsExactly("name", "colour");
        assertThat(csv("traceId,nom,value\n" + trace + ",n,1\n").jsonPath().getString("field"))
                .isEqualTo("column nom");
        Response none = post("feedback", "[{\"name\": \"n\"}, 7]");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.jsonPath().getList("errors.field")).containsExactly("traceId", "row");
        addsUp(11, 3, 0, 8);
    }

    /** received = stored + duplicate + rejected + dropped. */
    private void addsUp(long received, long stored, long duplicate, long rejected) {
        JsonPath ledger = console()
                .get("/api/v1/ingest/ledger?project=" + project + "&to="
                        + Instant.now().plusSeconds(120))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String own = "items.findAll { it.signal == 'feedback' }";
        assertThat(ledger.getLong(own + ".received.sum()")).isEqualTo(received);
        assertThat(ledger.getLong(own + ".kept.stored.sum()")).isEqualTo(stored);
        assertThat(ledger.getLong(own + ".kept.duplicate.sum()")).isEqualTo(duplicate);
        assertThat(ledger.getLong(own + ".rejected.sum()")).isEqualTo(rejected);
        assertThat(ledger.getLong(own + ".collect { it.reasons.values().sum(0) }.sum()"))
                .isEqualTo(rejected);
    }

    private Map<String, Object> ticket(String label, int second) {
        return Map.of(
                "traceId",
                trace,
                "name",
                "resolved",
                "label",
                label,
                "source",
                "tickets",
                "at",
                BEFORE.plusSeconds(second).toString());
    }

    @Test
    void corrections_theNewestCountsAndTheOldIsHistory() throws Exception {
        newProject("corrections");
        send(agent(trace, root, Map.of()));
        settled(trace);

        assertThat(post("truth", ticket("no", 10)).statusCode()).isEqualTo(201);
        assertThat(post("truth", ticket("yes", 30)).statusCode()).isEqualTo(201);
        assertThat(post("truth", ticket("late and old", 20)).statusCode()).isEqualTo(201);
        assertThat(post("truth", ticket("no", 10)).statusCode()).isEqualTo(200);

        assertThat(truths(trace)).singleElement().extracting(Truth::label).isEqualTo("yes");
        JsonPath history = listed("&trace=" + trace);
        assertThat(history.getList("items.said.label")).containsExactly("late and old", "yes", "no");
        assertThat(history.getList("items.ended.counts")).containsExactly(false, true, false);
        assertThat(bus(2)).extracting(event -> event.outcome().label()).containsExactly("no", "yes");
        addsUp(4, 3, 1, 0);
    }

    @Test
    void sameStatementAgain_changesNothing() throws Exception {
        newProject("again");
        send(agent(trace, root, Map.of()));
        settled(trace);
        Map<String, Object> up = Map.of("traceId", trace, "name", "thumbs", "value", 1);
        Map<String, Object> down = Map.of("traceId", trace, "name", "thumbs", "value", -1);

        assertThat(post("feedback", up).statusCode()).isEqualTo(201);
        assertThat(post("feedback", up).statusCode()).isEqualTo(200);
        assertThat(post("feedback", down).statusCode()).isEqualTo(201);
        assertThat(post("feedback", up).statusCode()).isEqualTo(201);
        assertThat(truths(trace)).singleElement().extracting(Truth::value).isEqualTo(1.0);

        Map<String, Object> named = Map.of("traceId", trace, "name", "thumbs", "value", -1, "id", "click-1");
        assertThat(post("feedback", named).statusCode()).isEqualTo(201);
        assertThat(post("feedback", named).statusCode()).isEqualTo(200);
        Response taken = post("feedback", Map.of("traceId", trace, "name", "thumbs", "value", 1, "id", "click-1"));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.jsonPath().getString("field")).isEqualTo("id");

        for (int status : new int[] {201, 200}) {
            console()
                    .contentType("application/json")
                    .header("Idempotency-Key", "night-" + trace)
                    .body(Map.of("traceId", trace, "name", "stars", "value", 4))
                    .post("/api/v1/feedback?project=" + project)
                    .then()
                    .statusCode(status);
        }
        addsUp(9, 5, 3, 1);
    }

    @Test
    void truthOfACall_followsToItsRootWhenThatArrives() throws Exception {
        String call = Sent.randomSpanId();
        send(Sent.span(trace, call, root, Map.of("gen_ai.operation.name", "chat")));
        assertThat(settled(trace).ref().spanId()).isEqualTo(call);
        assertThat(post("truth", Map.of("traceId", trace, "name", "resolved", "label", "yes"))
                        .statusCode())
                .isEqualTo(201);

        send(agent(trace, root, Map.of()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(truths(trace))
                        .singleElement()
                        .satisfies(truth -> assertThat(truth.request().spanId()).isEqualTo(root)));
    }

    @Test
    void nameOfTooManyRequests_isRefused() throws Exception {
        String value = "K-" + trace;
        for (int i = 0; i < 4; i++) {
            String one = Sent.randomTraceId();
            send(agent(one, Sent.randomSpanId(), Map.of("app.order", value)));
            settled(one);
        }

        Response refused = post(
                "truth",
                Map.of(
                        "key",
                        Map.of("name", "app.order", "value", value),
                        "name",
                        "returned",
                        "value",
                        1,
                        "at",
                        minuteAgo()));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("error")).contains("more than 3");
    }

    @Test
    void whatWaitsTooLong_expiresVisibly() throws Exception {
        long id = post("truth", Map.of("traceId", trace, "name", "resolved", "value", 1))
                .jsonPath()
                .getLong("id");

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE trace.statement SET until = now(), look_at = now() WHERE id = " + id);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listed("&trace=" + trace).getString("items[0].ended.state"))
                        .isEqualTo("expired"));
        assertThat(given().get("/q/metrics").asString())
                .contains("plumbline_ingest_statements_total{kind=\"truth\",project=\"1\",state=\"expired\"}");
    }

    @Test
    void whatWasSaidOfARequestThatRetentionHasTaken_goesToo() throws Exception {
        String kept = Sent.randomTraceId();
        send(agent(trace, root, Map.of()), agent(kept, Sent.randomSpanId(), Map.of()));
        settled(trace);
        settled(kept);
        for (String one : List.of(trace, kept)) {
            assertThat(post("truth", Map.of("traceId", one, "name", "resolved", "label", "no"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(post("truth", Map.of("traceId", one, "name", "resolved", "label", "yes"))
                            .statusCode())
                    .isEqualTo(201);
        }

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : List.of(trace, kept)) {
                statement.execute("UPDATE trace.truth SET request_nano = 1 WHERE trace_id = '\\x" + one + "'");
                statement.execute(
                        "UPDATE trace.statement SET received_at = now() - interval '31 days' WHERE subject = 'trace "
                                + one + "'");
            }
            statement.execute("DELETE FROM trace.request WHERE trace_id = '\\x" + trace + "'");
        }
        joins.forget();

        assertThat(truths(trace)).isEmpty();
        assertThat(listed("&trace=" + trace).getList("items")).isEmpty();
        assertThat(truths(kept)).singleElement().extracting(Truth::label).isEqualTo("yes");
    }

    @Test
    void projectThatRedacts_keepsNoPersonalDataInWhatIsSaid() throws Exception {
        newProject("saidredacted");
        console()
                .contentType("application/json")
                .body("{\"redact\":{\"email\":\"mask\"}}")
                .put("/api/v1/projects/saidredacted/privacy")
                .then()
                .statusCode(200);
        send(agent(trace, root, Map.of("session.id", "ada@example.org", "app.mail", "ada@example.org")));
        settled(trace);

        Response bySession = post(
                "feedback",
                Map.of(
                        "sessionId",
                        "ada@example.org",
                        "name",
                        "thumbs",
                        "label",
                        "down",
                        "comment",
                        "ask ada@example.org",
                        "at",
                        minuteAgo()));
        Response byKey = post(
                "feedback",
                Map.of(
                        "key",
                        Map.of("name", "app.mail", "value", "ada@example.org"),
                        "name",
                        "stars",
                        "value",
                        1,
                        "at",
                        minuteAgo()));

        assertThat(bySession.statusCode()).isEqualTo(201);
        assertThat(byKey.statusCode()).isEqualTo(201);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT 1 FROM trace.statement AS s WHERE s::text LIKE '%ada@%'")
                            .next())
                    .isFalse();
        }
    }

    private static KeyValue attribute(String name, Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Double number) {
            any.setDoubleValue(number);
        } else {
            any.setStringValue(value.toString());
        }
        return KeyValue.newBuilder().setKey(name).setValue(any).build();
    }

    private LogRecord.Builder result(Map<String, Object> attributes) {
        LogRecord.Builder log = LogRecord.newBuilder()
                .setTimeUnixNano(BEFORE.getEpochSecond() * 1_000_000_000L)
                .setEventName("gen_ai.evaluation.result");
        attributes.forEach((name, value) -> log.addAttributes(attribute(name, value)));
        return log;
    }

    private Accepted logs(LogRecord.Builder... records) throws Exception {
        ScopeLogs.Builder scope = ScopeLogs.newBuilder();
        for (LogRecord.Builder record : records) {
            scope.addLogRecords(record);
        }
        return pipeline.logs(
                project,
                Encoding.PROTOBUF,
                ExportLogsServiceRequest.newBuilder()
                        .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
                        .build()
                        .toByteArray());
    }

    @Test
    void evaluationResults_ofLogsAndSpanEvents_becomeScoresOfTheirRequest() throws Exception {
        newProject("results");
        String call = Sent.randomSpanId();
        LogRecord.Builder onSpan = result(
                        Map.of("gen_ai.evaluation.name", "Relevance", "gen_ai.evaluation.score.value", 0.25))
                .setTraceId(ByteString.fromHex(trace))
                .setSpanId(ByteString.fromHex(call));
        LogRecord.Builder onResponse = result(Map.of(
                "gen_ai.evaluation.name",
                "resolved",
                "gen_ai.evaluation.score.label",
                "yes",
                "gen_ai.response.id",
                "chatcmpl-" + trace,
                "plumbline.evaluation.kind",
                "truth"));
        LogRecord.Builder nameless =
                result(Map.of("gen_ai.evaluation.score.value", 1.0)).setTraceId(ByteString.fromHex(trace));
        LogRecord.Builder failed = result(Map.of("gen_ai.evaluation.name", "Toxicity", "error.type", "timeout"))
                .setTraceId(ByteString.fromHex(trace));

        Accepted accepted = logs(onSpan, onResponse, nameless, failed);
        Accepted again = logs(onSpan, onResponse);
        Span.Event event = Span.Event.newBuilder()
                .setName("gen_ai.evaluation.result")
                .setTimeUnixNano(BEFORE.getEpochSecond() * 1_000_000_000L)
                .addAttributes(attribute("gen_ai.evaluation.name", "Groundedness"))
                .addAttributes(attribute("gen_ai.evaluation.score.value", 0.75))
                .build();
        send(
                agent(trace, root, Map.of()),
                Sent.span(
                                trace,
                                call,
                                root,
                                Map.of("gen_ai.operation.name", "chat", "gen_ai.response.id", "chatcmpl-" + trace))
                        .addEvents(event));

        assertThat(accepted.rejected()).isEqualTo(1);
        assertThat(accepted.reasons().get(0)).contains("gen_ai.evaluation.name is missing");
        assertThat(again.rejected()).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(truths(trace))
                        .extracting(
                                truth -> truth.kind() + " " + truth.name() + " " + truth.value() + " " + truth.label())
                        .containsExactlyInAnyOrder(
                                "score Relevance 0.25 null",
                                "score Groundedness 0.75 null",
                                "truth resolved null yes"));
        assertThat(truths(trace))
                .allSatisfy(truth -> assertThat(truth.request().spanId()).isEqualTo(root));
        JsonPath ledger = console()
                .get("/api/v1/ingest/ledger?project=" + project + "&to="
                        + Instant.now().plusSeconds(120))
                .jsonPath();
        String own = "items.findAll { it.signal == 'logs' }";
        assertThat(ledger.getLong(own + ".received.sum()")).isEqualTo(6);
        assertThat(ledger.getLong(own + ".kept.stored.sum()")).isEqualTo(2);
        assertThat(ledger.getLong(own + ".kept.duplicate.sum()")).isEqualTo(2);
        assertThat(ledger.getLong(own + ".rejected.sum()")).isEqualTo(1);
        assertThat(ledger.getLong(own + ".dropped.sum()")).isEqualTo(1);
    }
}
