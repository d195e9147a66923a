package dev.plumbline.evaluator.scoring.heuristic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** How refusals are worded, by language, from the resource {@code refusal-phrases.tsv}. */
public final class RefusalPhrases {
    private static final String RESOURCE = "/scoring/refusal-phrases.tsv";

    private static final String TURN = "turn";

    private final List<Phrase> phrases;
    private final List<Phrase> turns;

    private RefusalPhrases(List<Phrase> all) {
        this.phrases =
                all.stream().filter(phrase -> !phrase.kind().equals(TURN)).toList();
        this.turns = all.stream().filter(phrase -> phrase.kind().equals(TURN)).toList();
    }

    /**
     * A phrase in a text.
     *
     * @param meaning in words, with the phrase's language
     * @param end index after it
     */
    record Match(String meaning, int end) {}

    private record Phrase(String language, String kind, String text) {}

    public static RefusalPhrases load() {
        try (InputStream stream = RefusalPhrases.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(stream, RESOURCE), StandardCharsets.UTF_8))) {
            return new RefusalPhrases(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RefusalPhrases::phrase)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Phrase phrase(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 3 || fields[2].isBlank()) {
            throw new IllegalStateException(RESOURCE + " has a line without three fields: " + line);
        }
        return new Phrase(fields[0], fields[1], Refusal.normal(fields[2]));
    }

    /** The end of the first turn after an index. */
    OptionalInt turn(String text, int from) {
        return turns.stream()
                .mapToInt(turn -> {
                    int at = text.indexOf(turn.text(), from);
                    return at < 0 ? -1 : at + turn.text().length();
                })
                .filter(end -> end >= 0)
                .min();
    }

    /** The first listed phrase that occurs; the text is normalised already. */
    Optional<Match> find(String text) {
        for (Phrase phrase : phrases) {
            int at = text.indexOf(phrase.text());
            if (at >= 0) {
                String meaning = phrase.kind().equals("unknown") ? "says that it does not know" : "declines to answer";
                return Optional.of(new Match(
                        meaning + " (" + phrase.language() + ")",
                        at + phrase.text().length()));
            }
        }
        return Optional.empty();
    }
}
