package dev.plumbline.ingest.decode;

import dev.plumbline.ingest.decode.wire.Ids;
import dev.plumbline.ingest.decode.wire.Oddities;

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
    int kind;
    String traceState = "";
    int flags;
    final int[] dropped = new int[3];
    final Map<String, Object> attributes = new LinkedHashMap<>();
    final List<OtlpSpan.Event> events = new ArrayList<>();
    final List<OtlpSpan.Link> links = new ArrayList<>();
    final Oddities oddities = new Oddities();

    String label() {
        return "span \"" + (name.length() > 100 ? name.substring(0, 100) + "…" : name) + "\"";
    }

    /** Adds the span to the harvest, or the reason against it. */
    void finish(OtlpScope scope, Harvest<OtlpSpan> harvest) {
        String trace = Ids.hex(traceId, Ids.TRACE_BYTES);
        String span = Ids.hex(spanId, Ids.SPAN_BYTES);
        if (trace == null || span == null) {
            String field = trace == null ? "trace_id" : "span_id";
            harvest.reject(
                    field,
                    label() + ": " + field + " must be " + (trace == null ? "16 bytes" : "8 bytes") + ", not all zero");
            return;
        }
        String parent = Ids.hex(parentSpanId, Ids.SPAN_BYTES);
        if (parent == null && parentSpanId.length != 0 && parentSpanId.length != Ids.SPAN_BYTES) {
            oddities.other("parent_span_id of " + parentSpanId.length + " bytes taken as absent");
        }
        harvest.warn(label(), oddities);
        harvest.items.add(new OtlpSpan(
                scope,
                new OtlpSpan.Ids(trace, span, parent),
                new OtlpSpan.Outline(
                        name,
                        clamp(startNano),
                        clamp(endNano),
                        status,
                        statusMessage,
                        new OtlpSpan.Carried(kind, traceState, flags, List.of(dropped[0], dropped[1], dropped[2]))),
                attributes,
                events,
                links,
                notes()));
    }

    private List<String> notes() {
        List<String> notes = oddities.notes();
        if (startNano < 0 || endNano < 0) {
            notes.add("a time past the year 2262 held at its end");
        }
        if (startNano == 0 || endNano == 0) {
            notes.add(startNano == 0 ? "no start time" : "no end time");
        } else if (clamp(endNano) < clamp(startNano)) {
            notes.add("ends before it starts");
        }
        return notes;
    }

    void event(OtlpSpan.Event event) {
        if (events.size() < Oddities.MOST) {
            events.add(event);
        } else {
            oddities.cutEvent();
        }
    }

    void link(byte[] trace, byte[] span, Map<String, Object> linkAttributes) {
        String traceHex = Ids.hex(trace, Ids.TRACE_BYTES);
        String spanHex = Ids.hex(span, Ids.SPAN_BYTES);
        if (traceHex == null || spanHex == null) {
            oddities.other("a link with invalid ids dropped");
        } else if (links.size() < Oddities.MOST) {
            links.add(new OtlpSpan.Link(traceHex, spanHex, linkAttributes));
        } else {
            oddities.cutLink();
        }
    }

    /** Times are unsigned on the wire; what no signed long holds lies past the year 2262. */
    static long clamp(long unsignedNano) {
        return unsignedNano < 0 ? Long.MAX_VALUE : unsignedNano;
    }
}
