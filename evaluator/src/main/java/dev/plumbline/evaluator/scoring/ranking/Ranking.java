package dev.plumbline.evaluator.scoring.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A ranked list of documents against grades of relevance, by the first k places. A document without a grade counts as
 * not relevant, as at TREC.
 */
public final class Ranking {
    private static final double LN2 = Math.log(2);

    private final List<String> documents;
    private final Map<String, Double> grades;
    private final int k;

    /**
     * @param documents ids, the best first; a repeated one counts where it comes first
     * @param grades 0 for not relevant and more for more; also of documents that were not retrieved
     * @param k places that count, at least 1
     */
    public Ranking(List<String> documents, Map<String, Double> grades, int k) {
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(documents));
        this.documents = distinct.subList(0, Math.min(k, distinct.size()));
        this.grades = Map.copyOf(grades);
        this.k = k;
    }

    /** Whether any document at all is known to be relevant. */
    public boolean anyRelevant() {
        return grades.values().stream().anyMatch(grade -> grade > 0);
    }

    /** Whether each of the first k documents has a grade. */
    public boolean allGraded() {
        return grades.keySet().containsAll(documents);
    }

    /**
     * Normalised discounted cumulative gain (Jarvelin and Kekalainen 2002, with the gain {@code 2^grade - 1} of Burges et
     * al. 2005): the sum of gain / log2(place + 1), divided by that of the best ranking of all graded documents. Zero
     * where nothing is relevant.
     */
    public double ndcg() {
        double best = dcg(grades.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(k)
                .toList());
        return best == 0 ? 0 : dcg(documents.stream().map(this::grade).toList()) / best;
    }

    /** One divided by the place of the first relevant document; zero where none is among the first k. */
    public double reciprocalRank() {
        for (int i = 0; i < documents.size(); i++) {
            if (grade(documents.get(i)) > 0) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private double grade(String document) {
        return grades.getOrDefault(document, 0.0);
    }

    private static double dcg(List<Double> grades) {
        double sum = 0;
        for (int i = 0; i < grades.size(); i++) {
            sum += (Math.pow(2, grades.get(i)) - 1) * LN2 / Math.log(i + 2.0);
        }
        return sum;
    }
}
