package dev.plumbline.demo.assistant;

import dev.plumbline.demo.search.Hit;
import dev.plumbline.demo.search.SentenceTable;
import dev.plumbline.demo.search.SentenceTable.Sentence;
import dev.plumbline.demo.search.Vectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses the sentences of an answer from the passages that were found. */
final class Composer {

    private static final int SENTENCES = 3;

    private record Candidate(Sentence sentence, double score) {}

    private final SentenceTable sentences;

    Composer(SentenceTable sentences) {
        this.sentences = sentences;
    }

    /** The most fitting sentences, best first: near the question, in passages that are near the question. */
    List<Sentence> choose(float[] query, List<Hit> hits) {
        List<Candidate> candidates = new ArrayList<>();
        for (Hit hit : hits) {
            for (Sentence sentence : sentences.of(hit.row())) {
                double score = 2 * hit.score() + Vectors.cosine(query, sentence.vector()) / 2;
                candidates.add(new Candidate(sentence, score));
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .limit(SENTENCES)
                .map(Candidate::sentence)
                .toList();
    }
}
