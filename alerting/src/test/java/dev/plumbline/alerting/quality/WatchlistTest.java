package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.Recent;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class WatchlistTest {

    private static TreeMap<String, SeriesState> step(Map<String, SeriesState> known, long step, List<String> keys) {
        TreeMap<String, SeriesState> series = Watchlist.with(known, keys);
        series.replaceAll(
                (key, state) -> state.at(step, keys.contains(key) ? Batch.of(1, 0) : Batch.NONE, Recent.STEPS));
        return series;
    }

    @Test
    void attributeWithEndlessValues_leavesRoomForOthers() {
        TreeMap<String, SeriesState> series = new TreeMap<>();
        for (int step = 1; step < 300; step++) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                keys.add("app.request=" + step + "-" + i);
            }
            keys.add("app.plan=pro");
            keys.add("release=1");
            series = step(series, step, keys);
        }

        assertThat(series).containsKeys("app.plan=pro", "release=1", "");
        assertThat(series).hasSizeLessThanOrEqualTo(Watchlist.MOST_VALUES + 3);
    }

    @Test
    void manyAttributes_areCappedAndTheReleaseIsWatchedAllTheSame() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            keys.add("app.key" + i + "=x");
        }
        keys.add("environment=prod");
        keys.add("release=1");

        assertThat(Watchlist.with(new TreeMap<>(), keys))
                .hasSize(Watchlist.MOST_SERIES)
                .containsKeys("", "environment=prod", "release=1");
    }

    @Test
    void newRelease_takesThePlaceOfOneLongSilent() {
        TreeMap<String, SeriesState> series = new TreeMap<>();
        for (int release = 1; release <= 40; release++) {
            for (int step = 0; step < 20; step++) {
                series = step(series, release * 20L + step, List.of("release=" + release));
            }
            assertThat(series).containsKey("release=" + release);
        }

        assertThat(series).hasSizeLessThanOrEqualTo(Watchlist.MOST_VALUES + 1).doesNotContainKey("release=1");
    }

    @Test
    void alarmedSlice_makesNoWay() {
        TreeMap<String, SeriesState> series = new TreeMap<>();
        series.put(
                "release=0",
                SeriesState.START.at(1, Batch.of(1, 1), Recent.STEPS).judged(SeriesState.START.detector(), true, 0));
        for (int release = 1; release <= 40; release++) {
            series = step(series, release * 20L, List.of("release=" + release));
        }

        assertThat(series).containsKey("release=0");
    }
}
