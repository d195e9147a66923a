package dev.plumbline.ingest.decode;

import dev.plumbline.ingest.decode.wire.Ids;
import dev.plumbline.ingest.decode.wire.Oddities;
import dev.plumbline.ingest.decode.wire.ProtoReader;
import dev.plumbline.ingest.decode.wire.ProtoValues;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.plumbline.ingest.decode.wire.ProtoReader.BYTES;
import static dev.plumbline.ingest.decode.wire.ProtoReader.FIXED32;
import static dev.plumbline.ingest.decode.wire.ProtoReader.FIXED64;
import static dev.plumbline.ingest.decode.wire.ProtoReader.VARINT;
import static dev.plumbline.ingest.decode.wire.ProtoReader.tag;

/**
 * OTLP in protobuf: {@code ExportTraceServiceRequest} and {@code ExportLogsServiceRequest}, walked by hand so that one
 * bad span costs only itself. Field numbers: opentelemetry-proto 1.9.0.
 */
public final class ProtobufDecoder {
    private static final int RESOURCE = tag(1, BYTES);
    private static final int SCOPES = tag(2, BYTES);

    /** @throws BadPayloadException when the bytes are no such message */
    public Decoded<OtlpSpan> spans(byte[] message) throws BadPayloadException {
        Harvest<OtlpSpan> harvest = new Harvest<>();
        walk(message, (scope, reader) -> span(scope, reader, harvest), harvest);
        return harvest.done();
    }

    /** @throws BadPayloadException when the bytes are no such message */
    public Decoded<OtlpLog> logs(byte[] message) throws BadPayloadException {
        Harvest<OtlpLog> harvest = new Harvest<>();
        walk(message, (scope, reader) -> log(scope, reader, harvest), harvest);
        return harvest.done();
    }

    private interface Item {
        void read(OtlpScope scope, ProtoReader reader);
    }

    private static void walk(byte[] message, Item item, Harvest<?> harvest) throws BadPayloadException {
        Oddities envelope = new Oddities();
        ProtoReader request = new ProtoReader(message, envelope);
        for (int tag = request.next(); tag != 0; tag = request.next()) {
            if (tag == tag(1, BYTES)) {
                resource(request.message(), item);
            } else {
                request.skip(tag);
            }
        }
        harvest.warn("resource or scope", envelope);
    }

    /** Fields may come in any order, so the scopes wait until the resource has been read. */
    private static void resource(ProtoReader reader, Item item) throws BadPayloadException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        List<ProtoReader> scopes = new ArrayList<>();
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            if (tag == RESOURCE) {
                attributes(reader.message(), 1, attributes);
            } else if (tag == SCOPES) {
                scopes.add(reader.message());
            } else {
                reader.skip(tag);
            }
        }
        for (ProtoReader scope : scopes) {
            scope(scope, attributes, item);
        }
    }

    private static void scope(ProtoReader reader, Map<String, Object> resource, Item item) throws BadPayloadException {
        String name = "";
        String version = "";
        Map<String, Object> attributes = new LinkedHashMap<>();
        List<ProtoReader> items = new ArrayList<>();
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            if (tag == tag(1, BYTES)) {
                ProtoReader scope = reader.message();
                for (int inner = scope.next(); inner != 0; inner = scope.next()) {
                    switch (inner) {
                        case 1 << 3 | BYTES -> name = scope.text();
                        case 2 << 3 | BYTES -> version = scope.text();
                        case 3 << 3 | BYTES -> ProtoValues.attribute(scope.message(), attributes);
                        default -> scope.skip(inner);
                    }
                }
            } else if (tag == tag(2, BYTES)) {
                items.add(reader.message());
            } else {
                reader.skip(tag);
            }
        }
        OtlpScope scope = new OtlpScope(resource, name, version, attributes);
        for (ProtoReader one : items) {
            item.read(scope, one);
        }
    }

    private static void attributes(ProtoReader reader, int field, Map<String, Object> into) throws BadPayloadException {
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            if (tag == tag(field, BYTES)) {
                ProtoValues.attribute(reader.message(), into);
            } else {
                reader.skip(tag);
            }
        }
    }

    private static void span(OtlpScope scope, ProtoReader reader, Harvest<OtlpSpan> harvest) {
        SpanDraft draft = new SpanDraft();
        try {
            fields(reader.telling(draft.oddities), draft);
        } catch (BadPayloadException unreadable) {
            harvest.unreadable(draft.label(), unreadable);
            return;
        }
        draft.finish(scope, harvest);
    }

    private static void fields(ProtoReader reader, SpanDraft draft) throws BadPayloadException {
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            switch (tag) {
                case 1 << 3 | BYTES -> draft.traceId = reader.bytes();
                case 2 << 3 | BYTES -> draft.spanId = reader.bytes();
                case 3 << 3 | BYTES -> draft.traceState = reader.text();
                case 4 << 3 | BYTES -> draft.parentSpanId = reader.bytes();
                case 5 << 3 | BYTES -> draft.name = reader.text();
                case 6 << 3 | VARINT -> draft.kind = (int) reader.varint();
                case 7 << 3 | FIXED64 -> draft.startNano = reader.fixed64();
                case 8 << 3 | FIXED64 -> draft.endNano = reader.fixed64();
                case 9 << 3 | BYTES -> ProtoValues.attribute(reader.message(), draft.attributes);
                case 10 << 3 | VARINT -> draft.dropped[0] = (int) reader.varint();
                case 11 << 3 | BYTES -> draft.event(event(reader.message()));
                case 12 << 3 | VARINT -> draft.dropped[1] = (int) reader.varint();
                case 13 << 3 | BYTES -> link(reader.message(), draft);
                case 14 << 3 | VARINT -> draft.dropped[2] = (int) reader.varint();
                case 15 << 3 | BYTES -> status(reader.message(), draft);
                case 16 << 3 | FIXED32 -> draft.flags = reader.fixed32();
                default -> reader.skip(tag);
            }
        }
    }

    private static OtlpSpan.Event event(ProtoReader reader) throws BadPayloadException {
        long time = 0;
        String name = "";
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            switch (tag) {
                case 1 << 3 | FIXED64 -> time = reader.fixed64();
                case 2 << 3 | BYTES -> name = reader.text();
                case 3 << 3 | BYTES -> ProtoValues.attribute(reader.message(), attributes);
                default -> reader.skip(tag);
            }
        }
        return new OtlpSpan.Event(SpanDraft.clamp(time), name, attributes);
    }

    private static void link(ProtoReader reader, SpanDraft draft) throws BadPayloadException {
        byte[] traceId = {};
        byte[] spanId = {};
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            switch (tag) {
                case 1 << 3 | BYTES -> traceId = reader.bytes();
                case 2 << 3 | BYTES -> spanId = reader.bytes();
                case 4 << 3 | BYTES -> ProtoValues.attribute(reader.message(), attributes);
                default -> reader.skip(tag);
            }
        }
        draft.link(traceId, spanId, attributes);
    }

    private static void status(ProtoReader reader, SpanDraft draft) throws BadPayloadException {
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            switch (tag) {
                case 2 << 3 | BYTES -> draft.statusMessage = reader.text();
                case 3 << 3 | VARINT -> draft.status = (int) reader.varint();
                default -> reader.skip(tag);
            }
        }
    }

    private static void log(OtlpScope scope, ProtoReader reader, Harvest<OtlpLog> harvest) {
        Oddities oddities = new Oddities();
        try {
            harvest.items.add(log(scope, reader.telling(oddities)));
            harvest.warn("log record", oddities);
        } catch (BadPayloadException unreadable) {
            harvest.unreadable("log record", unreadable);
        }
    }

    private static OtlpLog log(OtlpScope scope, ProtoReader reader) throws BadPayloadException {
        long time = 0;
        long observed = 0;
        String eventName = "";
        byte[] traceId = {};
        byte[] spanId = {};
        @Nullable Object body = null;
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int tag = reader.next(); tag != 0; tag = reader.next()) {
            switch (tag) {
                case 1 << 3 | FIXED64 -> time = reader.fixed64();
                case 5 << 3 | BYTES -> body = ProtoValues.any(reader.message());
                case 6 << 3 | BYTES -> ProtoValues.attribute(reader.message(), attributes);
                case 9 << 3 | BYTES -> traceId = reader.bytes();
                case 10 << 3 | BYTES -> spanId = reader.bytes();
                case 11 << 3 | FIXED64 -> observed = reader.fixed64();
                case 12 << 3 | BYTES -> eventName = reader.text();
                default -> reader.skip(tag);
            }
        }
        return new OtlpLog(
                scope,
                Ids.hex(traceId, Ids.TRACE_BYTES),
                Ids.hex(spanId, Ids.SPAN_BYTES),
                SpanDraft.clamp(time != 0 ? time : observed),
                eventName.isEmpty() && attributes.get("event.name") instanceof String name ? name : eventName,
                body,
                attributes);
    }
}
