package dev.plumbline.evaluator.scoring.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The passages as windows of up to {@value #WINDOW} consecutive sentences, and how well each contains a sentence's
 * words. A window, not a passage, must hold them: words scattered over a long document support nothing together.
 */
final class Evidence {
    static final int WINDOW = 3;

    private final List<Window> windows = new ArrayList<>();
    private final Map<String, Integer> windowsWith = new HashMap<>();

    /** A window with the share of a sentence's weight that it contains, 0 to 1. */
    record Candidate(String text, double containment) {}

    private record Window(String text, Set<String> terms) {}

    Evidence(List<String> passages) {
        Set<String> seen = new HashSet<>();
        for (String passage : passages) {
            List<String> sentences = Sentences.of(passage);
            for (int start = 0; start == 0 || start + WINDOW <= sentences.size(); start++) {
                String text = String.join(" ", sentences.subList(start, Math.min(start + WINDOW, sentences.size())));
                if (!text.isEmpty() && seen.add(text)) {
                    windows.add(new Window(text, Terms.of(text)));
                }
            }
        }
        windows.forEach(window -> window.terms().forEach(term -> windowsWith.merge(term, 1, Integer::sum)));
    }

    boolean isEmpty() {
        return windows.isEmpty();
    }

    boolean contains(String term) {
        return windowsWith.containsKey(term);
    }

    /** The windows that contain most of the terms' weight, best first. */
    List<Candidate> best(Set<String> terms, int count) {
        return windows.stream()
                .map(window -> new Candidate(window.text(), containment(terms, window.terms())))
                .sorted(Comparator.comparingDouble(Candidate::containment).reversed())
                .limit(count)
                .toList();
    }

    private double containment(Set<String> terms, Set<String> window) {
        double all = 0;
        double contained = 0;
        for (String term : terms) {
            double weight = weight(term);
            all += weight;
            contained += window.contains(term) ? weight : 0;
        }
        return all == 0 ? 0 : contained / all;
    }

    /** Inverse document frequency over the windows, as in BM25 (Robertson and Zaragoza 2009), never below zero. */
    private double weight(String term) {
        double with = windowsWith.getOrDefault(term, 0);
        return Math.log(1 + (windows.size() - with + 0.5) / (with + 0.5));
    }
}
