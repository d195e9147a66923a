package dev.plumbline.ingest.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A span while its fields arrive, in whatever order and encoding; {@link #finish} checks it. */
final class SpanDraft {
    byte[] traceId = {};
    byte[] spanId = {};
    byte[] parentSpanId = {};
    String name = "";
    long startNano;
    long endNano;
    int status;
    String statusMessage = "";
    final Map<String, Object> attributes = new LinkedHashMap<>();
    final List<OtlpSpan.Event> events = new ArrayList<>();
    final List<OtlpSpan.Link> links = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    /** Adds the span to the items, or the reason against it to the rejections. */
    void finish(OtlpScope scope, List<OtlpSpan> items, List<String> rejections) {
        String trace = Ids.hex(traceId, Ids.TRACE_BYTES);
        String span = Ids.hex(spanId, Ids.SPAN_BYTES);
        if (trace == null || span == null) {
            rejections.add("span \"" + name + "\": "
                    + (trace == null ? "trace_id" : "span_id") + " must be "
                    + (trace == null ? "16 bytes" : "8 bytes") + ", not all zero");
            return;
        }
        String parent = Ids.hex(parentSpanId, Ids.SPAN_BYTES);
        if (parent == null && parentSpanId.length != 0 && parentSpanId.length != Ids.SPAN_BYTES) {
            notes.add("parent_span_id of " + parentSpanId.length + " bytes taken as absent");
        }
        items.add(new OtlpSpan(
                scope,
                new OtlpSpan.Ids(trace, span, parent),
                new OtlpSpan.Outline(name, clamp(startNano), clamp(endNano), status, statusMessage),
                attributes,
                events,
                links,
                notes));
    }

    void link(byte[] trace, byte[] span, Map<String, Object> linkAttributes) {
        String traceHex = Ids.hex(trace, Ids.TRACE_BYTES);
        String spanHex = Ids.hex(span, Ids.SPAN_BYTES);
        if (traceHex == null || spanHex == null) {
            notes.add("a link with invalid ids dropped");
        } else {
            links.add(new OtlpSpan.Link(traceHex, spanHex, linkAttributes));
        }
    }

    /** Times are unsigned on the wire; what no signed long holds lies past the year 2262. */
    static long clamp(long unsignedNano) {
        return unsignedNano < 0 ? Long.MAX_VALUE : unsignedNano;
    }
}
