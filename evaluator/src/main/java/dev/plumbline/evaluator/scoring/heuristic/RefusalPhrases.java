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

/** How refusals are worded, by language, from the resource {@code refusal-phrases.tsv}. */
public final class RefusalPhrases {
    private static final String RESOURCE = "/scoring/refusal-phrases.tsv";

    private final List<Phrase> phrases;

    private RefusalPhrases(List<Phrase> phrases) {
        this.phrases = phrases;
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
