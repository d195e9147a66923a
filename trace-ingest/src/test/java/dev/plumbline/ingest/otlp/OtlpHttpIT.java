package dev.plumbline.ingest.otlp;

import com.google.protobuf.ByteString;
import dev.plumbline.ingest.Sent;
import dev.plumbline.testkit.servers.PlumblineServers;
import dev.plumbline.tracestore.StoredSpan;
import dev.plumbline.tracestore.TraceReader;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = PlumblineServers.class, initArgs = @ResourceArg(name = "role", value = "plumbline_trace"))
class OtlpHttpIT {
    @Inject
    OtlpHttpReceiver receiver;

    @Inject
    DataSource database;

    private Otlp otlp;
    private final String trace = Sent.randomTraceId();

    @BeforeEach
    void sender() {
        otlp = new Otlp(receiver.port());
    }

    private List<StoredSpan> stored(String traceId) throws Exception {
        return new TraceReader(database).trace(1, traceId);
    }

    @Test
    void protobuf_isStoredWhenItIsAnswered() throws Exception {
        byte[] message = Sent.traces(Sent.span(
                        trace,
                        Sent.randomSpanId(),
                        "",
                        Map.of("gen_ai.operation.name", "chat", "gen_ai.usage.input_tokens", 12L)))
                .toByteArray();

        HttpResponse<byte[]> answer = otlp.protobuf("/v1/traces", message);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-protobuf");
        assertThat(stored(trace)).singleElement().satisfies(span -> {
            assertThat(span.span().origin().feature()).isEqualTo("shop");
            assertThat(span.span().origin().release()).isEqualTo("1.2.3");
            assertThat(span.span().model().usage().input()).isEqualTo(12);
            assertThat(span.payload().attributes()).containsEntry("gen_ai.operation.name", "chat");
        });
    }

    @Test
    void gzipOfTwoMembers_isReadWhole() throws Exception {
        byte[] message =
                Sent.traces(Sent.span(trace, Sent.randomSpanId(), "", Map.of())).toByteArray();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(Otlp.gzip(Arrays.copyOf(message, 10)));
        members.write(Otlp.gzip(Arrays.copyOfRange(message, 10, message.length)));

        HttpResponse<byte[]> answer = otlp.protobuf("/v1/traces", members.toByteArray(), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stored(trace)).hasSize(1);
    }

    @Test
    void json_isAnsweredInJson() throws Exception {
        String message = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"" + trace
                + "\",\"spanId\":\"00f067aa0ba902b7\",\"name\":\"json\",\"startTimeUnixNano\":\"1700000000000000000\"}]}]}]}";

        HttpResponse<byte[]> answer =
                otlp.post("/v1/traces", "application/json; charset=utf-8", message.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
        assertThat(stored(trace)).hasSize(1);
    }

    @Test
    void oneBadSpan_costsOnlyItself() throws Exception {
        Span.Builder bad = Sent.span(trace, "0102030405060708", "", Map.of())
                .setName("bad")
                .setSpanId(ByteString.copyFrom(new byte[8]));
        byte[] message = Sent.traces(Sent.span(trace, Sent.randomSpanId(), "", Map.of()), bad)
                .toByteArray();

        HttpResponse<byte[]> answer = otlp.protobuf("/v1/traces", message);

        ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage())
                .contains("bad")
                .contains("span_id");
        assertThat(stored(trace)).hasSize(1);
    }

    @Test
    void nulAndBrokenText_takeNothingDown() throws Exception {
        byte[] message = Sent.traces(
                        Sent.span(trace, Sent.randomSpanId(), "", Map.of("session.id", "nul\0in id"))
                                .setName("nul\0in name"),
                        Sent.span(trace, Sent.randomSpanId(), "", Map.of("text", "kept\0whole")))
                .toByteArray();

        assertThat(otlp.protobuf("/v1/traces", message).statusCode()).isEqualTo(200);

        assertThat(stored(trace)).hasSize(2).anySatisfy(span -> {
            assertThat(span.span().name()).isEqualTo("nul\uFFFDin name");
            assertThat(span.span().origin().sessionId()).isEqualTo("nul\uFFFDin id");
        });
        assertThat(stored(trace))
                .anySatisfy(span -> assertThat(span.payload().attributes()).containsEntry("text", "kept\0whole"));
    }

    @Test
    void tooLarge_is413BeforeAndAfterInflation() throws Exception {
        byte[] zeros = new byte[5 * 1024 * 1024];

        HttpResponse<byte[]> plain = otlp.protobuf("/v1/traces", zeros);
        HttpResponse<byte[]> bomb = otlp.protobuf("/v1/traces", Otlp.gzip(zeros), "Content-Encoding", "gzip");

        assertThat(plain.statusCode()).isEqualTo(413);
        assertThat(bomb.statusCode()).isEqualTo(413);
    }

    @Test
    void badData_isNeverRetryable() throws Exception {
        assertThat(otlp.protobuf("/v1/traces", new byte[] {1, 2, 3}).statusCode())
                .isEqualTo(400);
        assertThat(otlp.protobuf("/v1/traces", new byte[] {1}, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(otlp.protobuf("/v1/traces", new byte[0], "Content-Encoding", "br")
                        .statusCode())
                .isEqualTo(415);
        assertThat(otlp.post("/v1/traces", "text/plain", new byte[0]).statusCode())
                .isEqualTo(415);
        assertThat(otlp.protobuf("/v1/nothing", new byte[0]).statusCode()).isEqualTo(404);
        assertThat(otlp.protobuf("/v1/traces", new byte[0]).statusCode()).isEqualTo(200);
    }

    @Test
    void logsAtTracesPath_areNamedAsTheMistake() throws Exception {
        byte[] message = Sent.log(trace, Sent.randomSpanId(), "gen_ai.user.message", "hi")
                .toByteArray();

        HttpResponse<byte[]> answer = otlp.protobuf("/v1/traces", message);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("/v1/logs");
    }

    @Test
    void metrics_areTakenWithAWarning() throws Exception {
        HttpResponse<byte[]> answer =
                otlp.post("/v1/metrics", "application/x-protobuf", new byte[] {10, 8, 18, 6, 18, 4, 42, 2, 10, 0});

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ExportTraceServiceResponse.parseFrom(answer.body())
                        .getPartialSuccess()
                        .getErrorMessage())
                .contains("metrics are not kept");
    }

    @Test
    void unknownKey_isUnauthenticated() throws Exception {
        assertThat(otlp.protobuf("/v1/traces", new byte[0], "x-plumbline-key", "plk_0_nope")
                        .statusCode())
                .isEqualTo(401);
    }
}
