package dev.plumbline.evaluator.scoring.heuristic;

import dev.plumbline.evaluator.scoring.Finding;
import dev.plumbline.evaluator.scoring.Scorer;
import dev.plumbline.evaluator.scoring.ScoringInput;
import dev.plumbline.evaluator.scoring.Words;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a model got caught in a loop: the share of sequences of four words that occurred before in the same answer
 * (seq-rep-4, Welleck et al. 2019, "Neural Text Generation with Unlikelihood Training", section 5). The value is one
 * minus that share. Fails above one half. Abstains below 50 words.
 */
public final class Repetition implements Scorer {
    private static final int SEQUENCE = 4;
    private static final int LEAST_WORDS = 50;
    private static final double MOST_REPEATED = 0.5;

    @Override
    public Finding score(ScoringInput input) {
        List<String> words = Words.of(input.answer().text());
        if (words.size() < LEAST_WORDS) {
            return Finding.abstain("fewer than " + LEAST_WORDS + " words");
        }
        double repeated = repeated(words);
        String explanation = String.format(
                Locale.ROOT, "%.0f %% of its sequences of four words occurred in it before", 100 * repeated);
        return repeated > MOST_REPEATED
                ? Finding.fail(1 - repeated, explanation)
                : Finding.pass(1 - repeated, explanation);
    }

    static double repeated(List<String> words) {
        int total = words.size() - SEQUENCE + 1;
        Set<List<String>> distinct = new HashSet<>();
        for (int i = 0; i < total; i++) {
            distinct.add(words.subList(i, i + SEQUENCE));
        }
        return 1 - (double) distinct.size() / total;
    }
}
