package dev.plumbline.evaluator.slices;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SegmentSearchTest {
    private final SegmentSearch search = new SegmentSearch(SegmentSearch.Settings.USUAL);

    @Test
    void segment_hasItsShareItsRateItsGapAndExamples() {
        List<Scored> requests = requests(2_000, 0.5);

        SegmentSearch.Found found = search.search(requests);

        assertThat(found.segments()).hasSize(1);
        Segment segment = found.segments().get(0);
        assertThat(segment.where()).isEqualTo(Map.of("plan", "free", "region", "eu"));
        assertThat(segment.share()).isCloseTo(0.1, within(0.03));
        assertThat(segment.rate().estimate()).isCloseTo(0.5, within(0.12));
        assertThat(segment.rest().estimate()).isCloseTo(0.05, within(0.02));
        assertThat(segment.gap().low()).isGreaterThan(0.2);
        assertThat(segment.gap().high()).isGreaterThan(segment.gap().estimate());
        assertThat(segment.evidence().examples()).hasSize(5);
        assertThat(segment.evidence().qValue())
                .isGreaterThanOrEqualTo(segment.evidence().pValue());
    }

    @Test
    void theOrderOfRequests_changesNothing() {
        List<Scored> requests = requests(1_000, 0.4);
        List<Scored> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(search.search(shuffled)).isEqualTo(search.search(requests));
    }

    @Test
    void oneLoudSession_isNoSegment() {
        List<Scored> requests = new ArrayList<>(requests(1_000, 0.05));
        for (int i = 0; i < 200; i++) {
            requests.add(new Scored("loud" + i, "loud", 1, true, Map.of("plan", "loud", "region", "eu")));
        }

        assertThat(search.search(requests).segments())
                .noneMatch(segment -> segment.where().containsValue("loud"));
    }

    @Test
    void nothing_orNoAttributes_givesNothing() {
        assertThat(search.search(List.of()).segments()).isEmpty();
        assertThat(search.search(List.of(new Scored("a", "s", 1, true, Map.of())))
                        .tested())
                .isZero();
    }

    @Test
    void tail_isThatOfTheBinomial_halfOfItsEdge() {
        // R: (pbinom(2, 20, 0.1, lower = FALSE) + pbinom(3, 20, 0.1, lower = FALSE)) / 2
        assertThat(SegmentEvidence.upperTail(3, 20, 0.1)).isCloseTo((0.3230732 + 0.1329533) / 2, within(1e-6));
        assertThat(SegmentEvidence.upperTail(45, 140, 0.12)).isBetween(1e-12, 1e-8);
        assertThat(SegmentEvidence.upperTail(0, 20, 0.1)).isEqualTo(1);
        assertThat(SegmentEvidence.beta(0.3, 2.5, 4.5)).isCloseTo(0.4067, within(0.01));
    }

    /** One in ten is of the free plan in the EU. */
    private static List<Scored> requests(int n, double worse) {
        Random random = new Random(11);
        List<Scored> requests = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String plan = random.nextInt(5) == 0 ? "free" : "paid" + random.nextInt(2);
            String region = random.nextBoolean() ? "eu" : "us";
            boolean in = plan.equals("free") && region.equals("eu");
            boolean fail = random.nextDouble() < (in ? worse : 0.05);
            requests.add(new Scored("t" + i, "s" + i, 1, fail, Map.of("plan", plan, "region", region)));
        }
        return requests;
    }
}
