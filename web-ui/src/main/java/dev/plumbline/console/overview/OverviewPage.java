package dev.plumbline.console.overview;

import dev.plumbline.console.alert.AlertLine;
import dev.plumbline.console.drift.FeatureDrift;
import dev.plumbline.console.score.FailRate;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Spark;

import java.util.List;

/**
 * The first screen.
 *
 * @param alerts open ones, the worst first
 * @param features busiest first
 */
record OverviewPage(
        Range range, Card<List<AlertLine>> alerts, Card<List<FeatureLine>> features, Problems problems, Ingest ingest) {

    /**
     * @param words the time range
     * @param until the latest request, as a time and how long ago; empty while there is none
     * @param fragment what refreshes the screen
     */
    record Range(String last, String words, String until, String here, String fragment) {
        public List<String> presets() {
            return List.of("1h", "24h", "7d", "30d");
        }
    }

    /** Why a column is missing; empty where it is there. */
    record Problems(String scores, String drift) {}

    /** One AI feature. */
    record FeatureLine(String name, Load load, Card<List<FailRate>> scores, FeatureDrift drift, Links links) {

        /** @param p50 of the duration */
        record Load(String requests, Spark spark, Share errors, String p50, String p95) {}

        /** The feature's requests, the failed ones among them, and what they take. */
        record Links(String requests, String failed, String takes) {}
    }

    /** What came in over the last hour, as its owner counts it. */
    record Ingest(Card<List<Account>> accounts, String waiting) {}

    /** One signal. @param lost refused and dropped; empty when none was */
    record Account(String signal, String received, String stored, String duplicate, String lost) {}
}
