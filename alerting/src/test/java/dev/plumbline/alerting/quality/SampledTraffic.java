package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.detect.Batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Traffic of which a policy chooses what is scored, as batches of sessions with their weights. */
final class SampledTraffic {
    private final Random random;

    SampledTraffic(long seed) {
        random = new Random(seed);
    }

    /**
     * A part of the traffic.
     *
     * @param requests a step
     * @param failed share of them
     * @param session requests of one session; they fail all or none
     */
    record Stratum(String plan, int requests, double failed, int session) {}

    /** Probability of being scored by plan. */
    record Policy(Map<String, Double> rates) {}

    Map<String, Batch> step(List<Stratum> strata, double factor, Policy policy, boolean weighted) {
        Map<String, List<Batch.Unit>> units = new HashMap<>();
        for (Stratum stratum : strata) {
            double rate = policy.rates().getOrDefault(stratum.plan(), 1.0);
            for (int first = 0; first < stratum.requests(); first += stratum.session()) {
                boolean bad = random.nextDouble() < stratum.failed() * factor;
                int scored = 0;
                for (int i = 0; i < stratum.session(); i++) {
                    scored += random.nextDouble() < rate ? 1 : 0;
                }
                if (scored > 0) {
                    add(units, stratum.plan(), weighted ? Math.min(scored, 5) / rate : 1, bad, scored);
                }
            }
        }
        Map<String, Batch> batches = new TreeMap<>();
        units.forEach((key, of) -> batches.put(key, new Batch(of)));
        return Traffic.largestFirst(batches);
    }

    private static void add(Map<String, List<Batch.Unit>> units, String plan, double weight, boolean bad, int scored) {
        for (String key : List.of("", "app.plan=" + plan)) {
            units.computeIfAbsent(key, first -> new ArrayList<>())
                    .add(new Batch.Unit(weight, bad ? 1 : 0, 1, scored, bad ? scored : 0));
        }
    }
}
