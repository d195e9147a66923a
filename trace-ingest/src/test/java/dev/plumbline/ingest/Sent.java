package dev.plumbline.ingest;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;

/** Messages as senders make them. */
public final class Sent {
    private static final Random IDS = new Random();

    private Sent() {}

    public static String randomTraceId() {
        return hex(16);
    }

    public static String randomSpanId() {
        return hex(8);
    }

    private static String hex(int bytes) {
        byte[] id = new byte[bytes];
        IDS.nextBytes(id);
        id[0] |= 1;
        return HexFormat.of().formatHex(id);
    }

    /** A span that starts now and takes one second; the parent may be empty. */
    public static Span.Builder span(String traceId, String spanId, String parent, Map<String, Object> attributes) {
        long start = System.currentTimeMillis() * 1_000_000L;
        Span.Builder span = Span.newBuilder()
                .setTraceId(ByteString.fromHex(traceId))
                .setSpanId(ByteString.fromHex(spanId))
                .setName("a span")
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + 1_000_000_000L);
        if (!parent.isEmpty()) {
            span.setParentSpanId(ByteString.fromHex(parent));
        }
        attributes.forEach((key, value) -> span.addAttributes(attribute(key, value)));
        return span;
    }

    public static ExportTraceServiceRequest traces(Span.Builder... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(attribute("service.name", "shop"))
                                .addAttributes(attribute("service.version", "1.2.3")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addAllSpans(Arrays.stream(spans)
                                        .map(Span.Builder::build)
                                        .toList())))
                .build();
    }

    public static ExportLogsServiceRequest log(String traceId, String spanId, String event, String content) {
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder()
                                .addLogRecords(LogRecord.newBuilder()
                                        .setTraceId(ByteString.fromHex(traceId))
                                        .setSpanId(ByteString.fromHex(spanId))
                                        .setTimeUnixNano(System.currentTimeMillis() * 1_000_000L)
                                        .setEventName(event)
                                        .addAttributes(attribute("content", content)))))
                .build();
    }

    private static KeyValue attribute(String key, Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Long number) {
            any.setIntValue(number);
        } else {
            any.setStringValue(value.toString());
        }
        return KeyValue.newBuilder().setKey(key).setValue(any).build();
    }
}
