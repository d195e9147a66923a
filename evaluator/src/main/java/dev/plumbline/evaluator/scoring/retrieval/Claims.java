package dev.plumbline.evaluator.scoring.retrieval;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The sentences of an answer that state something: at least {@value #LEAST_TERMS} content words, no question to the
 * user, and not one of the courtesies that answers open and close with.
 */
final class Claims {
    static final int LEAST_TERMS = 3;

    private static final List<String> COURTESIES = List.of(
            "let me know",
            "please let",
            "feel free",
            "i hope",
            "if you have any",
            "if you need",
            "if you'd like",
            "if you would like",
            "here is",
            "here are",
            "here's",
            "sure,",
            "sure!",
            "certainly",
            "of course",
            "thank you",
            "thanks for",
            "you're welcome",
            "i'm sorry",
            "i am sorry",
            "i'd be happy",
            "happy to help",
            "based on the provided",
            "based on the information",
            "according to the provided");

    private Claims() {}

    record Claim(String sentence, Set<String> terms) {}

    static List<Claim> of(String answer) {
        return Sentences.of(answer).stream()
                .filter(sentence -> !sentence.endsWith("?") && !isCourtesy(sentence))
                .map(sentence -> new Claim(sentence, Terms.of(sentence)))
                .filter(claim -> claim.terms().size() >= LEAST_TERMS)
                .toList();
    }

    /** A courtesy that is short: "Here is what we know: the bridge opened in 1932" states something. */
    private static boolean isCourtesy(String sentence) {
        String start = sentence.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return Terms.of(sentence).size() < 2 * LEAST_TERMS
                && COURTESIES.stream().anyMatch(start::startsWith);
    }
}
