package dev.plumbline.evaluator.scoring.ranking;

import dev.plumbline.evaluator.scoring.Label;
import dev.plumbline.evaluator.scoring.ranking.Relevance.Statement;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RankingTest {
    /** Grades 3, 2, 3, 0, 1, 2 in this order, and a document of grade 3 and one of 2 that were not retrieved. */
    private static final Map<String, Double> GRADES =
            Map.of("a", 3.0, "b", 2.0, "c", 3.0, "d", 0.0, "e", 1.0, "f", 2.0, "g", 3.0, "h", 2.0);

    @Test
    void ndcg_isThatOfTheFormula() {
        // gains 7 3 7 0 1 3 over log2 of 2 to 7, best 7 7 7 3 3 3
        double got = 7 + 3 / log2(3) + 7 / log2(4) + 1 / log2(6) + 3 / log2(7);
        double best = 7 + 7 / log2(3) + 7 / log2(4) + 3 / log2(5) + 3 / log2(6) + 3 / log2(7);

        assertThat(ranking(6, "a", "b", "c", "d", "e", "f").ndcg()).isCloseTo(got / best, within(1e-12));
        assertThat(ranking(6, "a", "c", "g", "b", "f", "h").ndcg()).isCloseTo(1, within(1e-12));
        assertThat(ranking(6, "d", "x", "y").ndcg()).isZero();
    }

    @Test
    void onlyTheFirstPlacesCount_andARepeatedDocumentOnce() {
        assertThat(ranking(1, "a", "b").ndcg()).isCloseTo(1, within(1e-12));
        assertThat(ranking(2, "x", "y", "a").reciprocalRank()).isZero();
        assertThat(ranking(3, "x", "x", "y", "a").reciprocalRank()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(ranking(2, "a", "a", "c").ndcg()).isCloseTo(1, within(1e-12));
    }

    @Test
    void statements_areAveragedBySource_andWhatGradesNothingIsLeftOut() {
        assertThat(Relevance.of(List.of(
                        new Statement("relevance:doc-1", 3.0, null),
                        new Statement("relevance:doc-1", 1.0, null),
                        new Statement("relevance:doc-2", null, "Irrelevant"),
                        new Statement("relevance:https://shop.test/a", null, "relevant"),
                        new Statement("relevance:doc-3", null, "who knows"),
                        new Statement("relevance:doc-4", -1.0, null),
                        new Statement("relevance:", 1.0, null),
                        new Statement("resolved", 1.0, null))))
                .containsOnly(Map.entry("doc-1", 2.0), Map.entry("doc-2", 0.0), Map.entry("https://shop.test/a", 1.0));
    }

    @Test
    void rubrics_failOnARankingThatHidesWhatIsRelevant() {
        assertThat(labels(List.of("x", "y", "z"), Map.of("q", 1.0)))
                .containsExactly(Label.FAIL, Label.FAIL, Label.FAIL);
        assertThat(labels(List.of("x", "q", "z"), Map.of("q", 1.0)))
                .containsExactly(Label.PASS, Label.PASS, Label.PASS);
        assertThat(labels(List.of("x", "y", "q"), Map.of("q", 1.0)))
                .containsExactly(Label.PASS, Label.FAIL, Label.PASS);
    }

    @Test
    void withoutAnythingRelevant_theyAbstain_unlessAllIsKnownToBeIrrelevant() {
        assertThat(labels(List.of("x", "y"), Map.of("x", 0.0))).containsOnly(Label.ABSTAIN);
        assertThat(labels(List.of("x", "y"), Map.of("x", 0.0, "y", 0.0)))
                .containsExactly(Label.ABSTAIN, Label.FAIL, Label.FAIL);
        assertThat(labels(List.of(), Map.of("x", 1.0))).containsOnly(Label.ABSTAIN);
    }

    private static List<Label> labels(List<String> documents, Map<String, Double> grades) {
        return new RankingScores(10)
                .of(documents, grades).stream()
                        .map(one -> one.finding().label())
                        .toList();
    }

    private static Ranking ranking(int k, String... documents) {
        return new Ranking(List.of(documents), GRADES, k);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
