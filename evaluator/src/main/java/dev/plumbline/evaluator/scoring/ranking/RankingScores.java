package dev.plumbline.evaluator.scoring.ranking;

import dev.plumbline.evaluator.scoring.Finding;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rubrics of a ranking: {@code ndcg} and {@code reciprocal_rank} fail below {@value #LEAST}, {@code retrieval_hit}
 * where none of the first k documents is relevant. All abstain where the documents have no ids, and where nothing
 * relevant is known; but where every one of the first k is known to be irrelevant, the two that ask for one fail.
 */
public final class RankingScores {
    public static final double LEAST = 0.5;

    private final int k;

    /** @param k places of the ranking that count */
    public RankingScores(int k) {
        this.k = k;
    }

    /** A finding under its rubric. */
    public record Ranked(String rubric, Finding finding) {

        /** The scorer with its version. */
        public String scorer() {
            return rubric + "/1";
        }
    }

    /** @param documents ids in the order handed to the model */
    public List<Ranked> of(List<String> documents, Map<String, Double> grades) {
        if (documents.isEmpty()) {
            return abstained("no document with an id was retrieved");
        }
        Ranking ranking = new Ranking(documents, grades, k);
        if (!ranking.anyRelevant() && !ranking.allGraded()) {
            return abstained("no relevant document is known");
        }
        double first = ranking.reciprocalRank();
        String place = first == 0
                ? "none of the first " + k + " documents is relevant"
                : String.format(Locale.ROOT, "the first relevant document is in place %.0f", 1 / first);
        double gain = ranking.ndcg();
        return List.of(
                new Ranked(
                        "ndcg",
                        ranking.anyRelevant()
                                ? graded(gain, "by the first " + k + " places")
                                : Finding.abstain("no relevant document is known")),
                new Ranked("reciprocal_rank", graded(first, place)),
                new Ranked("retrieval_hit", first > 0 ? Finding.pass(1, place) : Finding.fail(0, place)));
    }

    private static Finding graded(double value, String explanation) {
        double within = Math.min(1, value);
        return within < LEAST ? Finding.fail(within, explanation) : Finding.pass(within, explanation);
    }

    private static List<Ranked> abstained(String why) {
        return List.of(
                new Ranked("ndcg", Finding.abstain(why)),
                new Ranked("reciprocal_rank", Finding.abstain(why)),
                new Ranked("retrieval_hit", Finding.abstain(why)));
    }
}
