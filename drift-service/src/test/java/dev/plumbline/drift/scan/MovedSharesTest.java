package dev.plumbline.drift.scan;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MovedSharesTest {

    private static final boolean[] NONE = new boolean[4];

    @Test
    void at_oneTopicGrew_tellsOneStoryAlthoughAllOthersShrank() {
        int[] window = {100, 33, 33, 34};
        int[] reference = {50, 50, 50, 50};

        assertThat(new MovedShares(window, reference, NONE).at(0.05))
                .singleElement()
                .matches(moved -> moved.cluster() == 0 && moved.up() && moved.pValue() < 1e-5);
    }

    @Test
    void at_twoTopicsMovedAgainstTheRest_tellsBoth() {
        int[] window = {110, 5, 45, 40};
        int[] reference = {50, 50, 50, 50};

        assertThat(new MovedShares(window, reference, NONE).at(0.01))
                .extracting(MovedShares.Moved::cluster, MovedShares.Moved::up)
                .containsExactlyInAnyOrder(tuple(1, false), tuple(0, true));
    }

    @Test
    void at_clusterSetAside_isNeitherTestedNorCounted() {
        int[] window = {100, 33, 33, 34};
        int[] reference = {0, 67, 67, 66};

        assertThat(new MovedShares(window, reference, new boolean[] {true, false, false, false}).at(0.5))
                .isEmpty();
    }

    @Test
    void at_nothingMoved_isEmptyAtAnyLevel() {
        int[] counts = {40, 30, 20, 10};

        assertThat(new MovedShares(counts, counts, NONE).at(0.9)).isEmpty();
    }

    @Test
    void pValue_isCorrectedForClustersAndDirections() {
        int[] window = {70, 40, 45, 45};
        int[] reference = {50, 50, 50, 50};
        MovedShares shares = new MovedShares(window, reference, NONE);

        assertThat(shares.at(1).get(0).pValue()).isEqualTo(8 * shares.pValue(0, true));
    }
}
