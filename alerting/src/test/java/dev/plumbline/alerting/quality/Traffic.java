package dev.plumbline.alerting.quality;

import dev.plumbline.alerting.detect.Batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Drawn scores as a rule gets them: batches by series, the largest first. */
final class Traffic {
    final Random random;

    Traffic(long seed) {
        random = new Random(seed);
    }

    /** How often answers of one plan fail. */
    record Plan(String name, double weight, double failed) {}

    Map<String, Batch> step(int n, String release, List<Plan> plans) {
        Map<String, int[]> tallies = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Plan plan = draw(plans);
            boolean bad = random.nextDouble() < plan.failed();
            for (String key : List.of("", "release=" + release, "environment=prod", "app.plan=" + plan.name())) {
                int[] counts = tallies.computeIfAbsent(key, first -> new int[2]);
                counts[0]++;
                counts[1] += bad ? 1 : 0;
            }
        }
        Map<String, Batch> batches = new HashMap<>();
        tallies.forEach((key, counts) -> batches.put(key, Batch.of(counts[0], counts[1])));
        return largestFirst(batches);
    }

    /** A number of scores in one step when they come at random with a mean. */
    int arrivals(double mean) {
        double left = Math.exp(-mean);
        int n = 0;
        for (double product = random.nextDouble(); product > left; product *= random.nextDouble()) {
            n++;
        }
        return n;
    }

    static Map<String, Batch> largestFirst(Map<String, Batch> batches) {
        List<String> keys = new ArrayList<>(batches.keySet());
        keys.sort(Comparator.comparing((String key) -> -batches.get(key).tally().n())
                .thenComparing(key -> key));
        Map<String, Batch> ordered = new LinkedHashMap<>();
        keys.forEach(key -> ordered.put(key, batches.get(key)));
        return Collections.unmodifiableMap(ordered);
    }

    private Plan draw(List<Plan> plans) {
        double left = random.nextDouble();
        for (Plan plan : plans) {
            left -= plan.weight();
            if (left < 0) {
                return plan;
            }
        }
        return plans.get(plans.size() - 1);
    }
}
