package dev.plumbline.ingest.normalize;

import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Document;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.contracts.trace.Span;
import dev.plumbline.contracts.trace.ToolDefinition;
import dev.plumbline.ingest.decode.OtlpScope;
import dev.plumbline.ingest.decode.OtlpSpan;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A span as some library sends it, and what the normaliser reads in it, as lines that people can compare. */
final class Sample {
    private final String scope;
    private final String name;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<OtlpSpan.Event> events = new ArrayList<>();

    private Sample(String scope, String name) {
        this.scope = scope;
        this.name = name;
    }

    static Sample of(String scope, String name) {
        return new Sample(scope, name);
    }

    Sample with(String key, Object value) {
        attributes.put(key, value);
        return this;
    }

    Sample event(String eventName, Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i].toString(), pairs[i + 1]);
        }
        events.add(new OtlpSpan.Event(events.size(), eventName, fields));
        return this;
    }

    Normalizer.Normalized normalized() {
        return new Normalizer()
                .normalize(
                        1,
                        new OtlpSpan(
                                new OtlpScope(Map.of("service.name", "shop"), scope, "1", Map.of()),
                                new OtlpSpan.Ids("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null),
                                new OtlpSpan.Outline(name, 1, 2, 0, ""),
                                attributes,
                                events,
                                List.of(),
                                List.of()));
    }

    /** Kind, dialect, models, tokens, session and content, one line each; what is not known has no line. */
    List<String> read() {
        Normalizer.Normalized normalized = normalized();
        Span span = normalized.span();
        Content content = normalized.payload().content();
        List<String> lines = new ArrayList<>();
        lines.add(span.kind() + " by " + normalized.payload().dialect());
        add(lines, "model", span.model().requestModel());
        add(lines, "provider", span.model().provider());
        if (span.model().usage().input() != null || span.model().usage().output() != null) {
            lines.add("tokens " + span.model().usage().input() + "/"
                    + span.model().usage().output() + " cache "
                    + span.model().usage().cacheRead() + "/"
                    + span.model().usage().cacheWrite() + " reasoning "
                    + span.model().usage().reasoning());
        }
        add(lines, "session", span.origin().sessionId());
        content.parameters().forEach((key, value) -> lines.add(key + " " + value));
        content.input().forEach(message -> lines.add("> " + says(message)));
        content.output().forEach(message -> lines.add("< " + says(message)));
        content.tools().stream().map(ToolDefinition::name).forEach(tool -> lines.add("tool " + tool));
        content.documents().stream().map(Document::text).forEach(text -> lines.add("document " + text));
        return lines;
    }

    static String says(Message message) {
        return message.role() + ": "
                + message.parts().stream().map(Sample::said).collect(Collectors.joining(" | "));
    }

    private static String said(Part part) {
        return switch (part.type()) {
            case "tool_call" -> "call " + part.name() + " " + part.json();
            case "reasoning" -> "thinks " + part.text();
            default -> String.valueOf(part.text() == null ? part.json() : part.text());
        };
    }

    private static void add(List<String> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.add(name + " " + value);
        }
    }
}
