package dev.plumbline.ingest.redact;

import dev.plumbline.contracts.scan.Kind;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What one project wants to keep.
 *
 * @param found what becomes of each kind; a kind that is absent is left alone
 * @param patterns the project's own, in order
 * @param captures rules by attribute, the first that fits decides; content is kept where none does
 */
public record Policy(Map<Kind, Mode> found, List<Pattern> patterns, List<Capture> captures) {
    /** Everything is kept as it was sent. */
    public static final Policy NONE = new Policy(Map.of(), List.of(), List.of());

    /** What becomes of text that was found. */
    public enum Mode {
        /** Its kind stands in its place: {@code [email]}. */
        MASK,
        /** The same text gives the same token within a project, and nobody without the key can tell which. */
        TOKEN,
        /** The whole value in which it was found goes. */
        DROP
    }

    /**
     * A pattern of the project's own.
     *
     * @param name stands in place of what was found
     * @param expression in the syntax of RE2
     */
    public record Pattern(String name, String expression, Mode mode) {}

    /** How much of a span is kept. */
    public enum Extent {
        FULL,
        /** Names, times, numbers, models and ids, but no text that went in or came out. */
        METADATA,
        /** Nothing: the span is dropped and counted. */
        NONE
    }

    /**
     * A rule by attribute of the span or its resource.
     *
     * @param value in text; null fits any
     */
    public record Capture(String attribute, @Nullable String value, Extent extent) {}

    boolean redacts() {
        return !found.isEmpty() || !patterns.isEmpty();
    }
}
