package dev.plumbline.ingest.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import dev.plumbline.ingest.decode.wire.ProtoValues;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProtobufDecoderTest {
    private final ProtobufDecoder decoder = new ProtobufDecoder();

    private static Span.Builder span(String name) {
        return Span.newBuilder()
                .setTraceId(ByteString.fromHex("0af7651916cd43dd8448eb211c80319c"))
                .setSpanId(ByteString.fromHex("b7ad6b7169203331"))
                .setName(name);
    }

    private static byte[] request(Span... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
                        .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(Arrays.asList(spans))))
                .build()
                .toByteArray();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    @Test
    void emptyMessage_holdsNothing() throws Exception {
        assertThat(decoder.spans(new byte[0]).items()).isEmpty();
    }

    @Test
    void badIds_costOnlyTheirSpan() throws Exception {
        byte[] message = request(
                span("good").build(),
                span("short").setSpanId(ByteString.copyFrom(new byte[3])).build(),
                span("zero").setTraceId(ByteString.copyFrom(new byte[16])).build());

        Decoded<OtlpSpan> decoded = decoder.spans(message);

        assertThat(decoded.items())
                .singleElement()
                .satisfies(span -> assertThat(span.outline().name()).isEqualTo("good"));
        assertThat(decoded.rejections()).hasSize(2);
        assertThat(decoded.rejections().get(0).message()).contains("short").contains("span_id");
        assertThat(decoded.rejections().get(1).message()).contains("zero").contains("trace_id");
    }

    @Test
    void invalidUtf8_isReplacedNotRejected() throws Exception {
        byte[] message = request(span("caf?").build());
        int at = new String(message, StandardCharsets.ISO_8859_1).indexOf("caf?") + 3;
        message[at] = (byte) 0xE9;

        assertThat(decoder.spans(message).items().get(0).outline().name()).isEqualTo("caf\uFFFD");
    }

    @Test
    void wrongParentLength_keepsTheSpanAsARoot() throws Exception {
        byte[] message = request(span("s")
                .setParentSpanId(ByteString.copyFrom(new byte[] {1, 2}))
                .build());

        OtlpSpan span = decoder.spans(message).items().get(0);

        assertThat(span.ids().parentSpanId()).isNull();
        assertThat(span.notes()).anySatisfy(note -> assertThat(note).contains("parent_span_id"));
    }

    @Test
    void unknownFieldsAndWrongWireTypes_areSkipped() throws Exception {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .addField(5, UnknownFieldSet.Field.newBuilder().addFixed32(1).build())
                .addField(
                        901,
                        UnknownFieldSet.Field.newBuilder()
                                .addGroup(UnknownFieldSet.newBuilder()
                                        .addField(
                                                1,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addVarint(1)
                                                        .build())
                                        .build())
                                .build())
                .build();

        Decoded<OtlpSpan> decoded =
                decoder.spans(request(span("s").setUnknownFields(unknown).build()));

        assertThat(decoded.items())
                .singleElement()
                .satisfies(span -> assertThat(span.outline().name()).isEqualTo("s"));
    }

    @Test
    void deepNesting_isCutNotFatal() throws Exception {
        AnyValue deep = AnyValue.newBuilder().setStringValue("bottom").build();
        for (int i = 0; i < 90; i++) {
            deep = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(deep))
                    .build();
        }
        byte[] message = request(span("s")
                .addAttributes(KeyValue.newBuilder().setKey("deep").setValue(deep))
                .addAttributes(text("next", "kept"))
                .build());

        OtlpSpan span = decoder.spans(message).items().get(0);

        assertThat(span.attributes().get("deep").toString()).contains(ProtoValues.TOO_DEEP);
        assertThat(span.attributes()).containsEntry("next", "kept");
    }

    @Test
    void resourceAfterItsSpans_isStillTheirs() throws Exception {
        byte[] resource = Resource.newBuilder()
                .addAttributes(text("service.name", "late"))
                .build()
                .toByteArray();
        byte[] scope = ScopeSpans.newBuilder().addSpans(span("s")).build().toByteArray();
        byte[] message = field(1, concat(field(2, scope), field(1, resource)));

        assertThat(decoder.spans(message).items().get(0).scope().resource()).containsEntry("service.name", "late");
    }

    @Test
    void truncatedOrRandomBytes_areABadPayload() {
        byte[] whole = request(span("a span").build());

        assertThatThrownBy(() -> decoder.spans(Arrays.copyOf(whole, whole.length - 5)))
                .isInstanceOf(BadPayloadException.class);
        assertThatThrownBy(() -> decoder.spans("{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadPayloadException.class);
    }

    @Test
    void logs_takeTheEventNameFromTheAttributeAndTheObservedTime() throws Exception {
        LogRecord record = LogRecord.newBuilder()
                .setObservedTimeUnixNano(17)
                .setTraceId(ByteString.copyFrom(new byte[16]))
                .setBody(AnyValue.newBuilder().setStringValue("hello"))
                .addAttributes(text("event.name", "gen_ai.user.message"))
                .build();
        byte[] message = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record)))
                .build()
                .toByteArray();

        OtlpLog log = decoder.logs(message).items().get(0);

        assertThat(log.eventName()).isEqualTo("gen_ai.user.message");
        assertThat(log.timeNano()).isEqualTo(17);
        assertThat(log.traceId()).isNull();
        assertThat(log.body()).isEqualTo("hello");
    }

    private static byte[] field(int number, byte[] value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(number, value);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
