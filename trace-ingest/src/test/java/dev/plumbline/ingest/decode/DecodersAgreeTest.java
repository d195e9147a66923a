package dev.plumbline.ingest.decode;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** The hand-written walks read from random valid messages what the generated classes hold, in both encodings. */
class DecodersAgreeTest {

    @RepeatedTest(50)
    void randomMessage_readsAsTheGeneratedClassesHoldIt(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        ExportTraceServiceRequest request = request(random);
        List<OtlpSpan> expected = expected(request);

        List<OtlpSpan> fromProtobuf =
                new ProtobufDecoder().spans(request.toByteArray()).items();
        List<OtlpSpan> fromJson = new JsonDecoder()
                .spans(OtlpJson.write(request).getBytes(StandardCharsets.UTF_8))
                .items();

        assertThat(fromProtobuf)
                .usingRecursiveComparison()
                .ignoringFields("notes")
                .isEqualTo(expected);
        assertThat(fromJson).usingRecursiveComparison().ignoringFields("notes").isEqualTo(expected);
    }

    private static ExportTraceServiceRequest request(Random random) {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        for (int r = random.nextInt(3); r >= 0; r--) {
            ResourceSpans.Builder resource = ResourceSpans.newBuilder()
                    .setResource(Resource.newBuilder().addAllAttributes(attributes(random, 2)));
            for (int s = random.nextInt(2); s >= 0; s--) {
                ScopeSpans.Builder scope = ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder()
                                .setName(word(random))
                                .setVersion("1." + random.nextInt(9)));
                for (int i = random.nextInt(4); i > 0; i--) {
                    scope.addSpans(span(random));
                }
                resource.addScopeSpans(scope);
            }
            request.addResourceSpans(resource);
        }
        return request.build();
    }

    private static Span span(Random random) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(id(random, 16))
                .setSpanId(id(random, 8))
                .setName(word(random))
                .setStartTimeUnixNano(random.nextLong() >>> 1)
                .setEndTimeUnixNano(random.nextLong() >>> 1)
                .setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(word(random)))
                .setKindValue(random.nextInt(6))
                .setTraceState(word(random))
                .setFlags(random.nextInt() >>> 1)
                .setDroppedAttributesCount(random.nextInt(3))
                .setDroppedEventsCount(random.nextInt(3))
                .setDroppedLinksCount(random.nextInt(3))
                .addAllAttributes(attributes(random, 6));
        if (random.nextBoolean()) {
            span.setParentSpanId(id(random, 8));
        }
        if (random.nextBoolean()) {
            span.addEvents(Span.Event.newBuilder()
                    .setName(word(random))
                    .setTimeUnixNano(random.nextLong() >>> 1)
                    .addAllAttributes(attributes(random, 2)));
            span.addLinks(Span.Link.newBuilder()
                    .setTraceId(id(random, 16))
                    .setSpanId(id(random, 8))
                    .addAllAttributes(attributes(random, 1)));
        }
        return span.build();
    }

    private static ByteString id(Random random, int length) {
        byte[] id = new byte[length];
        random.nextBytes(id);
        id[0] |= 1;
        return ByteString.copyFrom(id);
    }

    private static List<KeyValue> attributes(Random random, int most) {
        List<KeyValue> attributes = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            attributes.add(KeyValue.newBuilder()
                    .setKey("k" + i + "." + word(random))
                    .setValue(value(random, 0))
                    .build());
        }
        return attributes;
    }

    private static AnyValue value(Random random, int depth) {
        AnyValue.Builder value = AnyValue.newBuilder();
        switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> value.setStringValue(word(random));
            case 1 -> value.setBoolValue(random.nextBoolean());
            case 2 -> value.setIntValue(random.nextLong());
            case 3 -> value.setDoubleValue(random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : random.nextGaussian());
            case 4 -> value.setBytesValue(id(random, 5));
            case 5 ->
                value.setArrayValue(ArrayValue.newBuilder()
                        .addValues(value(random, depth + 1))
                        .addValues(value(random, depth + 1)));
            case 6 ->
                value.setKvlistValue(KeyValueList.newBuilder()
                        .addValues(KeyValue.newBuilder().setKey(word(random)).setValue(value(random, depth + 1))));
            default -> {
                // An empty value is valid since 1.9.0.
            }
        }
        return value.build();
    }

    private static String word(Random random) {
        String[] words = {"", "chat", "größe", "日本", "\"quoted\"", "a\nb", "😀", "\u0000nul"};
        return words[random.nextInt(words.length)];
    }

    private static List<OtlpSpan> expected(ExportTraceServiceRequest request) {
        List<OtlpSpan> spans = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                OtlpScope origin = new OtlpScope(
                        map(resource.getResource().getAttributesList()),
                        scope.getScope().getName(),
                        scope.getScope().getVersion(),
                        Map.of());
                scope.getSpansList().forEach(span -> spans.add(expected(origin, span)));
            }
        }
        return spans;
    }

    private static OtlpSpan expected(OtlpScope origin, Span span) {
        return new OtlpSpan(
                origin,
                new OtlpSpan.Ids(
                        hex(span.getTraceId()),
                        hex(span.getSpanId()),
                        span.getParentSpanId().isEmpty() ? null : hex(span.getParentSpanId())),
                new OtlpSpan.Outline(
                        span.getName(),
                        span.getStartTimeUnixNano(),
                        span.getEndTimeUnixNano(),
                        span.getStatus().getCodeValue(),
                        span.getStatus().getMessage(),
                        new OtlpSpan.Carried(
                                span.getKindValue(),
                                span.getTraceState(),
                                span.getFlags(),
                                List.of(
                                        span.getDroppedAttributesCount(),
                                        span.getDroppedEventsCount(),
                                        span.getDroppedLinksCount()))),
                map(span.getAttributesList()),
                span.getEventsList().stream()
                        .map(event -> new OtlpSpan.Event(
                                event.getTimeUnixNano(), event.getName(), map(event.getAttributesList())))
                        .toList(),
                span.getLinksList().stream()
                        .map(link -> new OtlpSpan.Link(
                                hex(link.getTraceId()), hex(link.getSpanId()), map(link.getAttributesList())))
                        .toList(),
                List.of());
    }

    private static Map<String, Object> map(List<KeyValue> attributes) {
        Map<String, Object> map = new LinkedHashMap<>();
        attributes.forEach(attribute -> map.put(attribute.getKey(), plain(attribute.getValue())));
        return map;
    }

    private static Object plain(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(DecodersAgreeTest::plain)
                        .toList();
            case KVLIST_VALUE -> map(value.getKvlistValue().getValuesList());
            case BYTES_VALUE -> value.getBytesValue().toByteArray();
            default -> null;
        };
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
