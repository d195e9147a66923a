package dev.plumbline.conformance.sender;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Messages as the rows need them. */
public final class Messages {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private Messages() {}

    public static String traceId() {
        return hex(16);
    }

    public static String spanId() {
        return hex(8);
    }

    private static String hex(int bytes) {
        byte[] id = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(id);
        id[0] |= 1;
        return HexFormat.of().formatHex(id);
    }

    /** Nanoseconds since the Unix epoch. */
    public static long now() {
        return Clock.systemUTC().millis() * NANOS_PER_MILLI;
    }

    /** A span that began a second ago. */
    public static Span.Builder span(String traceId, String name) {
        return Span.newBuilder()
                .setTraceId(ByteString.fromHex(traceId))
                .setSpanId(ByteString.fromHex(spanId()))
                .setName(name)
                .setStartTimeUnixNano(now() - 1_000_000_000L)
                .setEndTimeUnixNano(now());
    }

    public static byte[] traces(Span.Builder... spans) {
        return envelope(spans).toByteArray();
    }

    public static ExportTraceServiceRequest envelope(Span.Builder... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", "conformance")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addAllSpans(Arrays.stream(spans)
                                        .map(Span.Builder::build)
                                        .toList())))
                .build();
    }

    public static LogRecord.Builder log(String traceId, String text) {
        return LogRecord.newBuilder()
                .setTraceId(ByteString.fromHex(traceId))
                .setSpanId(ByteString.fromHex(spanId()))
                .setTimeUnixNano(now())
                .setEventName("gen_ai.user.message")
                .setBody(AnyValue.newBuilder().setStringValue(text));
    }

    public static byte[] logs(LogRecord.Builder... records) {
        ScopeLogs.Builder scope = ScopeLogs.newBuilder();
        Arrays.stream(records).forEach(scope::addLogRecords);
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
                .build()
                .toByteArray();
    }

    /** One gauge with this many points. */
    public static byte[] metrics(int points) {
        Gauge.Builder gauge = Gauge.newBuilder();
        for (int i = 0; i < points; i++) {
            gauge.addDataPoints(NumberDataPoint.newBuilder().setAsInt(i).setTimeUnixNano(now()));
        }
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .addMetrics(Metric.newBuilder().setName("g").setGauge(gauge))))
                .build()
                .toByteArray();
    }

    public static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    public static KeyValue attribute(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    /** An attribute that is a list in a list in a list ..., deeper than generated code could write. */
    public static KeyValue nested(String key, int depth) {
        ByteString value =
                AnyValue.newBuilder().setStringValue("bottom").build().toByteString();
        for (int i = 0; i < depth; i++) {
            value = field(5, field(1, value));
        }
        return KeyValue.newBuilder()
                .setKey(key)
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                2,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(value)
                                        .build())
                        .build())
                .build();
    }

    private static ByteString field(int number, ByteString value) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(value)
                                .build())
                .build()
                .toByteString();
    }

    /** A traces message in JSON around the spans' text. */
    public static String json(String... spans) {
        return "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"scope\":{},\"spans\":["
                + String.join(",", spans) + "]}]}]}";
    }

    /** A span in JSON; {@code more} is put behind its ids and name, for example {@code ,"kind":3}. */
    public static String jsonSpan(String traceId, String name, String more) {
        return "{\"traceId\":\"" + traceId + "\",\"spanId\":\"" + spanId() + "\",\"name\":\"" + name
                + "\",\"startTimeUnixNano\":\"" + now() + "\",\"endTimeUnixNano\":\"" + now() + "\"" + more + "}";
    }
}
