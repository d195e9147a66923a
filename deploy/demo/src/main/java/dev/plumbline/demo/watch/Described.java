package dev.plumbline.demo.watch;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Says in a few lines what a finding, an alert or a page is about, from whatever of it there is. */
final class Described {

    private Described() {}

    /** The first of these fields that holds a text or a number, at any depth. */
    static Optional<String> text(JsonNode node, String... names) {
        return Stream.of(names)
                .flatMap(name -> node.findValues(name).stream())
                .filter(value -> value.isTextual() || value.isNumber())
                .map(JsonNode::asText)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** What it says, which part of the traffic it is about, and its shares with their intervals. */
    static List<String> lines(JsonNode node) {
        List<String> lines = new ArrayList<>();
        text(node, "statement", "summary", "title").ifPresent(lines::add);
        text(node, "label").ifPresent(label -> lines.add("about: " + label));
        text(node, "slice").ifPresent(slice -> lines.add("worst slice: " + slice));
        releases(node).ifPresent(releases -> lines.add("releases: " + releases));
        share(node, "share").ifPresent(share -> lines.add("share: " + share));
        share(node, "referenceShare").ifPresent(share -> lines.add("share in the reference: " + share));
        return lines;
    }

    private static Optional<String> releases(JsonNode node) {
        JsonNode releases = node.findValue("releases");
        if (releases == null || releases.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = StreamSupport.stream(releases.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return Optional.of(String.join(", ", names));
    }

    /** An estimate with its interval, and of how many where that stands in it or beside it. */
    private static Optional<String> share(JsonNode node, String name) {
        JsonNode parent = node.findParent(name);
        JsonNode share = parent == null ? null : parent.path(name);
        if (share == null || !share.has("estimate") || !share.has("low") || !share.has("high")) {
            return Optional.empty();
        }
        String of = share.has("n") ? share.path("n").asText() : parent.path("n").asText("");
        return Optional.of(percent(share, "estimate")
                + (of.isEmpty() ? "" : " of " + of)
                + ", 95 % interval " + percent(share, "low") + " to " + percent(share, "high"));
    }

    private static String percent(JsonNode value, String name) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * value.path(name).asDouble());
    }
}
