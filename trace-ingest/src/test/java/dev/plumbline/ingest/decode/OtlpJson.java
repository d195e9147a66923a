package dev.plumbline.ingest.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes OTLP/JSON as senders do: hex ids, times as text, special doubles as text. */
final class OtlpJson {
    private OtlpJson() {}

    static String write(ExportTraceServiceRequest request) throws JsonProcessingException {
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "resourceSpans",
                        request.getResourceSpansList().stream()
                                .map(OtlpJson::resource)
                                .toList(),
                        "unknownKey",
                        Map.of("ignored", true)));
    }

    private static Map<String, Object> resource(ResourceSpans resource) {
        return Map.of(
                "resource",
                        Map.of("attributes", attributes(resource.getResource().getAttributesList())),
                "scopeSpans",
                        resource.getScopeSpansList().stream()
                                .map(OtlpJson::scope)
                                .toList());
    }

    private static Map<String, Object> scope(ScopeSpans scope) {
        return Map.of(
                "scope",
                        Map.of(
                                "name", scope.getScope().getName(),
                                "version", scope.getScope().getVersion()),
                "spans", scope.getSpansList().stream().map(OtlpJson::span).toList());
    }

    private static Map<String, Object> span(Span span) {
        Map<String, Object> json = new HashMap<>();
        json.put("traceId", hex(span.getTraceId()).toUpperCase(Locale.ROOT));
        json.put("spanId", hex(span.getSpanId()));
        json.put("parentSpanId", span.getParentSpanId().isEmpty() ? null : hex(span.getParentSpanId()));
        json.put("name", span.getName());
        json.put("kind", span.getKindValue());
        json.put("traceState", span.getTraceState());
        json.put("flags", span.getFlags());
        json.put("droppedAttributesCount", span.getDroppedAttributesCount());
        json.put("droppedEventsCount", span.getDroppedEventsCount());
        json.put("droppedLinksCount", span.getDroppedLinksCount());
        json.put("startTimeUnixNano", String.valueOf(span.getStartTimeUnixNano()));
        json.put("endTimeUnixNano", span.getEndTimeUnixNano());
        json.put(
                "status",
                Map.of(
                        "code",
                        span.getStatus().getCodeValue(),
                        "message",
                        span.getStatus().getMessage()));
        json.put("attributes", attributes(span.getAttributesList()));
        json.put(
                "events",
                span.getEventsList().stream()
                        .map(event -> Map.of(
                                "name", event.getName(),
                                "timeUnixNano", String.valueOf(event.getTimeUnixNano()),
                                "attributes", attributes(event.getAttributesList())))
                        .toList());
        json.put(
                "links",
                span.getLinksList().stream()
                        .map(link -> Map.of(
                                "traceId", hex(link.getTraceId()),
                                "spanId", hex(link.getSpanId()),
                                "attributes", attributes(link.getAttributesList())))
                        .toList());
        return json;
    }

    private static List<Map<String, Object>> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .map(attribute -> Map.of("key", attribute.getKey(), "value", value(attribute.getValue())))
                .toList();
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> Map.of("stringValue", value.getStringValue());
            case BOOL_VALUE -> Map.of("boolValue", value.getBoolValue());
            case INT_VALUE -> Map.of("intValue", String.valueOf(value.getIntValue()));
            case DOUBLE_VALUE ->
                Map.of(
                        "doubleValue",
                        Double.isInfinite(value.getDoubleValue()) ? "Infinity" : (Object) value.getDoubleValue());
            case ARRAY_VALUE ->
                Map.of(
                        "arrayValue",
                        Map.of(
                                "values",
                                value.getArrayValue().getValuesList().stream()
                                        .map(OtlpJson::value)
                                        .toList()));
            case KVLIST_VALUE ->
                Map.of(
                        "kvlistValue",
                        Map.of("values", attributes(value.getKvlistValue().getValuesList())));
            case BYTES_VALUE ->
                Map.of(
                        "bytesValue",
                        Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
            default -> Map.of();
        };
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
