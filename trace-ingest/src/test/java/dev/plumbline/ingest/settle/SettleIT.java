package dev.plumbline.ingest.settle;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.contracts.event.RequestSettled;
import dev.plumbline.contracts.event.Topics;
import dev.plumbline.contracts.trace.Request;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.ingest.IngestPipeline;
import dev.plumbline.ingest.IngestPipeline.Encoding;
import dev.plumbline.ingest.Sent;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.CostReader;
import dev.plumbline.tracestore.RequestCost;
import dev.plumbline.tracestore.RequestReader;
import dev.plumbline.tracestore.TraceReader;
import dev.plumbline.tracestore.fingerprint.SeenCall;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class SettleIT {
    private static final String MESSAGES =
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where is it?\"}]}]";
    private static final String ANSWER =
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"At the depot.\"}]}]";

    @Inject
    IngestPipeline pipeline;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper json;

    private final String trace = Sent.randomTraceId();
    private final String root = Sent.randomSpanId();

    private Span.Builder agent() {
        return Sent.span(
                trace,
                root,
                "",
                Map.of("gen_ai.operation.name", "invoke_agent", "session.id", "s-1", "app.plan", "pro"));
    }

    private Span.Builder call(String span) {
        return Sent.span(
                trace,
                span,
                root,
                Map.of(
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.request.model",
                        "m-1",
                        "gen_ai.input.messages",
                        MESSAGES,
                        "gen_ai.output.messages",
                        ANSWER,
                        "gen_ai.usage.input_tokens",
                        7L));
    }

    private void send(Span.Builder... spans) throws Exception {
        pipeline.traces(1, Encoding.PROTOBUF, Sent.traces(spans).toByteArray());
    }

    private Request settled(int version) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> requests(),
                        found -> found.size() == 1 && found.get(0).version() >= version)
                .get(0);
    }

    private List<Request> requests() throws Exception {
        return new RequestReader(database).ofTrace(1, trace);
    }

    @Test
    void textThatLooksLikeAnEscapeOrHoldsNul_settles() throws Exception {
        String name = "user\0 of \\u0000";
        send(Sent.span(
                trace,
                root,
                "",
                Map.of(
                        "gen_ai.operation.name",
                        "invoke_agent",
                        "session.id",
                        name,
                        "user.id",
                        name,
                        "gen_ai.request.model",
                        "m\\u0000",
                        "gen_ai.usage.input_tokens",
                        7L,
                        "app.path",
                        "C:\\u0000\0end",
                        "app.half",
                        "C:\\ud800")));

        Request request = settled(1);

        assertThat(request.attributes())
                .containsEntry("app.path", "C:\\u0000\uFFFDend")
                .containsEntry("app.half", "C:\\ud800");
        assertThat(request.origin().sessionId()).isEqualTo("user\uFFFD of \\u0000");
    }

    /** What cannot be stored as it came differs from what is stored, which must not count as a change. */
    @Test
    void textWithNul_isNoNewVersionWhenItIsSettledAgain() throws Exception {
        send(Sent.span(
                trace,
                root,
                "",
                Map.of(
                        "gen_ai.operation.name",
                        "invoke_agent",
                        "gen_ai.input.messages",
                        MESSAGES.replace("is it", "is\\u0000it"),
                        "session.id",
                        "one\0two",
                        "app.path\0",
                        "end\0",
                        "app.path\uFFFD",
                        "other")));
        Request first = settled(1);
        assertThat(first.text().input()).isEqualTo("Where is\uFFFDit?");

        settleAgain();

        assertThat(requests()).containsExactly(first);
    }

    private void settleAgain() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO trace.settle (project_id, trace_id, due_at) VALUES (1, '\\x" + trace + "', now())");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !statement
                            .executeQuery("SELECT 1 FROM trace.settle WHERE trace_id = '\\x" + trace + "'")
                            .next());
        }
    }

    @Test
    void traceThatCannotBeSettled_doesNotHoldUpItsNeighbours() throws Exception {
        String broken = Sent.randomTraceId();
        send(Sent.span(broken, Sent.randomSpanId(), "", Map.of("gen_ai.operation.name", "chat")));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE trace.payload SET body = '\\x63' || substr(body, 2) WHERE trace_id = '\\x" + broken + "'");
            statement.execute("INSERT INTO trace.settle (project_id, trace_id, due_at) VALUES (1, '\\x" + broken
                    + "', now() - interval '1 hour')");
        }

        send(agent());

        assertThat(settled(1).ref().spanId()).isEqualTo(root);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM trace.settle WHERE trace_id = '\\x" + broken + "'");
        }
    }

    @Test
    void rootAndChildren_becomeOneRequestAndOneEvent() throws Exception {
        send(call(Sent.randomSpanId()), agent());

        Request request = settled(1);

        assertThat(request.ref().spanId()).isEqualTo(root);
        assertThat(request.text().input()).isEqualTo("Where is it?");
        assertThat(request.text().output()).isEqualTo("At the depot.");
        assertThat(request.origin().sessionId()).isEqualTo("s-1");
        assertThat(request.shape().tokensIn()).isEqualTo(7);
        assertThat(request.shape().model()).isEqualTo("m-1");
        assertThat(request.attributes()).containsExactly(Map.entry("app.plan", "pro"));
        assertThat(events(1)).singleElement().satisfies(event -> {
            assertThat(event.request()).isEqualTo(request.ref());
            assertThat(event.timing().fingerprint())
                    .isEqualTo(request.text().fingerprint().request());
        });
    }

    @Test
    void lateSpan_settlesTheRequestAgainWithAHigherVersion() throws Exception {
        send(call(Sent.randomSpanId()), agent());
        assertThat(settled(1).shape().modelCalls()).isEqualTo(1);

        send(call(Sent.randomSpanId()));

        assertThat(settled(2).shape().modelCalls()).isEqualTo(2);
        assertThat(events(2)).extracting(RequestSettled::version).containsExactly(1, 2);
    }

    @Test
    void callWithoutARoot_isARequestUntilTheRootArrives() throws Exception {
        String call = Sent.randomSpanId();
        send(call(call));
        assertThat(settled(1).ref().spanId()).isEqualTo(call);

        send(agent());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(requests())
                        .singleElement()
                        .satisfies(request -> assertThat(request.ref().spanId()).isEqualTo(root)));
    }

    @Test
    void contentInLogRecords_joinsItsSpanWhicheverComesFirst() throws Exception {
        String early = Sent.randomSpanId();
        pipeline.logs(
                1,
                Encoding.PROTOBUF,
                Sent.log(trace, early, "gen_ai.user.message", "asked in a log").toByteArray());
        send(
                Sent.span(trace, early, root, Map.of("gen_ai.system", "openai", "gen_ai.operation.name", "chat")),
                agent());
        assertThat(settled(1).text().input()).isEqualTo("asked in a log");

        pipeline.logs(
                1,
                Encoding.PROTOBUF,
                Sent.log(trace, early, "gen_ai.choice", "answered in a log").toByteArray());

        assertThat(settled(2).text().output()).isEqualTo("answered in a log");
    }

    @Test
    void sameSpansAgain_changeNothing() throws Exception {
        Span.Builder call = call(Sent.randomSpanId());
        Span.Builder agent = agent();
        send(call, agent);
        Request before = settled(1);

        send(call, agent, call);

        assertThat(requests()).containsExactly(before);
    }

    /** The trace's events once there are this many; fails when they do not come. */
    private List<RequestSettled> events(int wanted) throws Exception {
        String servers = PlumblineServers.shared().kafka();
        List<RequestSettled> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", trace, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.REQUESTS));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(trace)) {
                        events.add(json.readValue(record.value(), RequestSettled.class));
                    }
                }
                return events.size() >= wanted;
            });
        }
        return events;
    }

    /** Readers rebuild what a model saw by the same choice of call and documents as settling. */
    @Test
    void fingerprint_isThatOfTheCallThatReadersRebuild() throws Exception {
        send(
                agent(),
                call(Sent.randomSpanId()),
                Sent.span(
                        trace,
                        Sent.randomSpanId(),
                        root,
                        Map.of(
                                "gen_ai.operation.name",
                                "retrieval",
                                "gen_ai.retrieval.documents",
                                "[{\"id\":\"d1\",\"content\":\"The depot is closed.\"}]")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> new RequestReader(database).ofTrace(1, trace).size() == 1);

        Request request = new RequestReader(database).ofTrace(1, trace).get(0);

        assertThat(SeenCall.of(root, new TraceReader(database).trace(1, trace))
                        .orElseThrow()
                        .components()
                        .fingerprint())
                .isEqualTo(request.text().fingerprint());
        assertThat(request.shape().documents()).isEqualTo(1);
    }

    @Test
    void cost_isStoredWithTheVersionOfItsPrices_andAnUnknownModelIsFlagged() throws Exception {
        send(agent(), call(Sent.randomSpanId()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> new RequestReader(database).ofTrace(1, trace).size() == 1);
        RequestRef ref = new RequestRef(1, trace, root);
        RequestCost unknown = new CostReader(database).byRef(List.of(ref)).get(ref);

        send(Sent.span(
                trace,
                Sent.randomSpanId(),
                root,
                Map.of(
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.request.model",
                        "gpt-4o-mini-2024-07-18",
                        "gen_ai.usage.input_tokens",
                        1_000_000L)));

        assertThat(unknown.unknown()).isTrue();
        assertThat(unknown.usd()).isNull();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            RequestCost known = new CostReader(database).byRef(List.of(ref)).get(ref);
            assertThat(known.usd()).isEqualTo(0.15);
            assertThat(known.unknown()).isTrue();
            assertThat(known.priceVersion()).isNotBlank();
            assertThat(known.calls()).extracting(RequestCost.Call::source).containsOnly("unknown", "table");
        });
    }
}
