package dev.plumbline.evaluator.work;

import dev.plumbline.evaluator.scoring.contract.Mark;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is agreed of answers' form. */
@ConfigMapping(prefix = "plumbline.scoring")
public interface ScoringConfig {

    /** Most characters of an answer of a feature without a contract of its own; empty for no bound. */
    @WithDefault("20000")
    Optional<Integer> maxChars();

    /** How many of the first documents count in rankings. */
    @WithDefault("10")
    int rankingPlaces();

    /** By feature: {@code plumbline.scoring.contracts."support-assistant".max-chars=800}. */
    Map<String, Contract> contracts();

    /** What one feature's consumer asks of an answer. */
    interface Contract {

        /** Least Unicode characters. */
        Optional<Integer> minChars();

        /** Most Unicode characters. */
        Optional<Integer> maxChars();

        /** Whether every answer is JSON; where it is not set, what the model was asked for counts. */
        @WithDefault("false")
        boolean json();

        /** A file with the JSON Schema of every answer, draft 2020-12 unless it names another. */
        Optional<String> schema();

        /** A regular expression (RE2) that occurs in every answer; with {@code ^} and {@code $} the whole of it. */
        Optional<String> pattern();

        /** Markup that answers may use: {@code none}, or names of {@link Mark}. */
        Optional<List<String>> markup();
    }
}
