package dev.plumbline.console.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.plumbline.contracts.trace.Content;
import dev.plumbline.contracts.trace.Message;
import dev.plumbline.contracts.trace.Part;
import dev.plumbline.tracestore.StoredSpan;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names each text in a span, so that a long one can be asked for by itself: {@code input.2.0} is the first part of the
 * third message, {@code document.4}, {@code tool.0}, {@code attribute.<key>}, {@code resource.<key>}, {@code event.0.<key>}, {@code link.0.<key>}, {@code raw}.
 */
final class SpanTexts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper PRETTY = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SpanTexts() {}

    /** The text at an address; empty when the span has none there. */
    static Optional<String> find(StoredSpan stored, String address) {
        Content content = stored.payload().content();
        int dot = address.indexOf('.');
        String kind = dot < 0 ? address : address.substring(0, dot);
        String rest = dot < 0 ? "" : address.substring(dot + 1);
        return switch (kind) {
            case "raw" -> Optional.of(raw(stored));
            case "input" -> part(content.input(), rest);
            case "output" -> part(content.output(), rest);
            case "document" -> item(content.documents(), rest).map(document -> text(document.text()));
            case "tool" -> item(content.tools(), rest).map(tool -> text(tool.parameters()));
            case "attribute" -> value(stored.payload().attributes(), rest);
            case "resource" -> value(stored.payload().resource(), rest);
            case "event" -> itemValue(stored.payload().events(), rest);
            case "link" -> itemValue(stored.payload().links(), rest);
            default -> Optional.empty();
        };
    }

    /** What a part says: its text, else its JSON. */
    static String of(Part part) {
        return part.text() != null ? part.text() : text(part.json());
    }

    /** The whole span as it is stored, for reading. */
    static String raw(StoredSpan stored) {
        return write(PRETTY, stored);
    }

    /** A raw value: a string as it is, anything else as JSON. */
    static String of(@Nullable Object value) {
        return value instanceof String text ? text : write(JSON, value);
    }

    private static Optional<String> value(Map<String, Object> values, String key) {
        return values.containsKey(key) ? Optional.of(of(values.get(key))) : Optional.empty();
    }

    private static Optional<String> itemValue(List<Map<String, Object>> items, String place) {
        int dot = place.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : item(items, place.substring(0, dot)).flatMap(item -> value(item, place.substring(dot + 1)));
    }

    private static Optional<String> part(List<Message> messages, String place) {
        String[] numbers = place.split("\\.", -1);
        return numbers.length != 2
                ? Optional.empty()
                : item(messages, numbers[0])
                        .flatMap(message -> item(message.parts(), numbers[1]))
                        .map(SpanTexts::of);
    }

    private static <T> Optional<T> item(List<T> list, String number) {
        if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) >= list.size()) {
            return Optional.empty();
        }
        return Optional.of(list.get(Integer.parseInt(number)));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String write(ObjectMapper json, @Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
