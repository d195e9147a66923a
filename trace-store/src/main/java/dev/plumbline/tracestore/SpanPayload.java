package dev.plumbline.tracestore;

import dev.plumbline.contracts.trace.Content;

import java.util.List;
import java.util.Map;

/**
 * Everything of a span that is not in its row.
 *
 * @param dialect the name and version of the dialect that {@code content} was read by
 * @param content what went in and came out, normalised
 * @param attributes the raw attributes as sent: strings, integers, doubles, booleans, lists and maps of them
 * @param resource the raw attributes of the resource and the scope, as sent
 * @param events the span's events in order, each with {@code name}, {@code timeNano} and {@code attributes}
 * @param links the span's links, each with {@code traceId}, {@code spanId} and {@code attributes}
 * @param notes what was odd about the span, in words; empty for a clean one
 */
public record SpanPayload(
        String dialect,
        Content content,
        Map<String, Object> attributes,
        Map<String, Object> resource,
        List<Map<String, Object>> events,
        List<Map<String, Object>> links,
        List<String> notes) {}
