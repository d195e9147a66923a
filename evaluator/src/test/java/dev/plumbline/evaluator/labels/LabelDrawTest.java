package dev.plumbline.evaluator.labels;

import dev.plumbline.evaluator.labels.LabelDraw.Candidate;
import dev.plumbline.evaluator.labels.LabelDraw.Drawn;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LabelDrawTest {

    @Test
    void draw_isHalfFailures_withoutRepetition_andWeighsAlikeWithinAHalf() {
        List<Candidate> candidates = candidates(1_000);

        List<Drawn> drawn = LabelDraw.draw("a", candidates, 60);

        assertThat(drawn).hasSize(60);
        assertThat(drawn.stream().filter(one -> one.candidate().fail())).hasSize(30);
        Set<String> keys = new HashSet<>();
        drawn.forEach(one -> keys.add(one.candidate().key()));
        assertThat(keys).hasSize(60);
        double weight = drawn.get(0).candidate().weight() / drawn.get(0).probability();
        assertThat(drawn.stream().filter(one -> one.candidate().fail()))
                .allSatisfy(one ->
                        assertThat(one.candidate().weight() / one.probability()).isCloseTo(weight, within(1e-9)));
        assertThat(LabelDraw.draw("a", candidates, 60)).isEqualTo(drawn);
        assertThat(LabelDraw.draw("b", candidates, 60)).isNotEqualTo(drawn);
    }

    @Test
    void probabilities_areThoseOfManyDraws() {
        List<Candidate> candidates = candidates(40);
        Map<String, Integer> times = new HashMap<>();
        Map<String, Double> stated = new HashMap<>();
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            for (Drawn one : LabelDraw.draw("seed " + i, candidates, 12)) {
                times.merge(one.candidate().key(), 1, Integer::sum);
                stated.put(one.candidate().key(), one.probability());
            }
        }

        assertThat(times).hasSize(40);
        times.forEach(
                (key, count) -> assertThat((double) count / draws).as(key).isCloseTo(stated.get(key), within(0.015)));
    }

    @Test
    void fewRequests_areAllTaken() {
        assertThat(LabelDraw.draw("a", candidates(10), 200))
                .hasSize(10)
                .allSatisfy(one -> assertThat(one.probability()).isEqualTo(1));
        assertThat(LabelDraw.draw("a", List.of(), 200)).isEmpty();
        assertThat(LabelDraw.draw("a", candidates(1_000).subList(0, 5), 2)).hasSize(2);
    }

    @Test
    void oneThatStandsForMost_isTakenForCertain() {
        List<Candidate> candidates = List.of(
                new Candidate("heavy", 1_000, true),
                new Candidate("b", 1, true),
                new Candidate("c", 1, true),
                new Candidate("d", 1, true));

        List<Drawn> drawn = LabelDraw.draw("a", candidates, 2);

        assertThat(drawn).hasSize(2);
        assertThat(drawn.get(0)).isEqualTo(new Drawn(candidates.get(0), 1));
        assertThat(drawn.get(1).probability()).isCloseTo(1.0 / 3, within(1e-12));
    }

    /** Weights 1 and 20; one in five fails. */
    private static List<Candidate> candidates(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Candidate(String.format("%032x", i), i % 3 == 0 ? 20 : 1, i % 5 == 0))
                .toList();
    }
}
