package dev.plumbline.demo.watch;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in a few lines what a finding, an alert or a page is about, from whatever of it there is. */
final class Described {

    private static final List<String> NUMBERS = List.of("estimate", "low", "high");

    private Described() {}

    /** The first of these fields that holds a text, at any depth. */
    static Optional<String> text(JsonNode node, String... names) {
        return Stream.of(names)
                .flatMap(name -> node.findValues(name).stream())
                .filter(value -> value.isTextual() || value.isNumber())
                .map(JsonNode::asText)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** A line for the heading and one for each number with an interval. */
    static List<String> lines(JsonNode node) {
        List<String> lines = new ArrayList<>();
        text(node, "statement", "summary", "title", "message", "name").ifPresent(lines::add);
        text(node, "clusterLabel", "label").ifPresent(label -> lines.add("about: " + label));
        text(node, "slice").ifPresent(slice -> lines.add("slice: " + slice));
        text(node, "release").ifPresent(release -> lines.add("release: " + release));
        for (String name : List.of("share", "referenceShare", "rate", "before", "after", "quality")) {
            JsonNode value = node.findValue(name);
            if (value != null && NUMBERS.stream().allMatch(value::has)) {
                lines.add("%s: %s, 95 %% interval %s to %s"
                        .formatted(name, percent(value, "estimate"), percent(value, "low"), percent(value, "high")));
            }
        }
        return lines;
    }

    private static String percent(JsonNode value, String name) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * value.path(name).asDouble());
    }
}
