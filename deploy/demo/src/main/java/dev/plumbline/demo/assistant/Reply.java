package dev.plumbline.demo.assistant;

import dev.plumbline.demo.search.Hit;
import dev.plumbline.demo.search.SentenceTable.Sentence;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the assistant said and how it came to it.
 *
 * @param found what was searched for and found; absent for small talk
 * @param tool the look-up in the account, where one was made
 * @param used the sentences of articles in the answer, the most fitting first; empty for a refusal
 */
public record Reply(
        Kind kind, String text, Optional<Found> found, Optional<ToolCall> tool, List<Sentence> used, Took took) {

    /** How a question was dealt with. */
    public enum Kind {
        ANSWERED,
        REFUSED,
        SMALL_TALK
    }

    /**
     * What was searched for and found.
     *
     * @param query the question, with the one before it when it needs that
     */
    public record Found(String query, List<Hit> hits) {}

    /**
     * A look-up in the account.
     *
     * @param sentence the result in words
     */
    public record ToolCall(String name, Map<String, String> arguments, Map<String, String> result, String sentence) {}

    /** How long the steps really took. */
    public record Took(Duration search, Duration tool, Duration compose) {}

    /** The article that most of the answer comes from, the most fitting first among equals. */
    public Optional<String> article() {
        Map<String, Long> counts =
                used.stream().collect(Collectors.groupingBy(Sentence::articleId, Collectors.counting()));
        return used.stream().map(Sentence::articleId).max(Comparator.comparing(id -> counts.getOrDefault(id, 0L)));
    }
}
