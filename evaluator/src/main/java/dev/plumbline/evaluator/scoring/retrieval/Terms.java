package dev.plumbline.evaluator.scoring.retrieval;

import dev.plumbline.evaluator.scoring.Words;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The content words of a text, each once: words of {@link Words} without stop words, English endings of number and
 * tense taken off (the first step of Porter 1980, simplified), so that {@code refunds} and {@code refunded} meet.
 */
final class Terms {
    private static final int LEAST_STEM = 3;
    private static final List<String> ENDINGS = List.of("ing", "ies", "ied", "es", "ed", "s", "ly", "e");

    private Terms() {}

    static Set<String> of(String text) {
        Set<String> terms = new LinkedHashSet<>();
        for (String word : Words.of(text)) {
            if (!StopWords.contains(word)) {
                terms.add(Words.isNumber(word) ? word : stem(word));
            }
        }
        return terms;
    }

    static String stem(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= LEAST_STEM) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
