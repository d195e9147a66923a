package dev.plumbline.bench.evaluate;

import dev.plumbline.evaluator.slices.Scored;
import dev.plumbline.evaluator.slices.Segment;
import dev.plumbline.evaluator.slices.SegmentSearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Traffic with one bad segment, or with none, to count how often the search finds what is there and only that. Written
 * down before any seed was run: 4,000 sessions of 1 to 4 requests; six attributes of a session with 3 to 12 values, drawn
 * with chances that fall by half; 12 % fail; in three of ten sessions all requests end alike; half of the sessions are
 * sampled at one in five and weigh as much. The bad segment is of two attributes, 3 % of traffic, and fails in 32 %.
 */
final class SegmentSimulation {
    static final int SESSIONS = 4_000;
    static final int LONGEST = 4;
    static final double ALIKE = 0.3;
    static final double FAILS = 0.12;
    static final double WORSE = 0.2;
    static final double SHARE = 0.03;
    static final double LIGHT = 5;
    static final String[] NAMES = {"app.plan", "device", "environment", "language", "region", "release"};
    static final int[] VALUES = {3, 4, 3, 8, 12, 5};

    private SegmentSimulation() {}

    /**
     * @param found data sets with the planted segment among the first three
     * @param first with it as the first
     * @param reported data sets without a bad segment in which any is reported
     * @param tested segments, on average
     */
    record Counts(int seeds, int found, int first, int reported, double tested) {}

    static Counts run(int seeds, long firstSeed) {
        int found = 0;
        int first = 0;
        int reported = 0;
        long tested = 0;
        SegmentSearch search = new SegmentSearch(SegmentSearch.Settings.USUAL);
        for (int i = 0; i < seeds; i++) {
            SegmentSearch.Found planted = search.search(traffic(firstSeed + i, true));
            List<Map<String, String>> places = planted.segments().stream()
                    .limit(3)
                    .<Map<String, String>>map(Segment::where)
                    .toList();
            Map<String, String> wanted = Map.of("planted.a", "yes", "planted.b", "yes");
            found += places.contains(wanted) ? 1 : 0;
            first += !places.isEmpty() && places.get(0).equals(wanted) ? 1 : 0;
            tested += planted.tested();
            reported += search.search(traffic(firstSeed + i, false)).segments().isEmpty() ? 0 : 1;
        }
        return new Counts(seeds, found, first, reported, (double) tested / seeds);
    }

    private static List<Scored> traffic(long seed, boolean bad) {
        Random random = new Random(seed);
        List<Scored> requests = new ArrayList<>();
        for (int session = 0; session < SESSIONS; session++) {
            Map<String, String> attributes = new HashMap<>();
            for (int i = 0; i < NAMES.length; i++) {
                attributes.put(NAMES[i], "v" + value(random, VALUES[i]));
            }
            // Each alone holds 17 % of sessions, both together 3 %.
            attributes.put("planted.a", random.nextDouble() < Math.sqrt(SHARE) ? "yes" : "no");
            attributes.put("planted.b", random.nextDouble() < Math.sqrt(SHARE) ? "yes" : "no");
            boolean in = attributes.get("planted.a").equals("yes")
                    && attributes.get("planted.b").equals("yes");
            double fails = FAILS + (bad && in ? WORSE : 0);
            boolean alike = random.nextDouble() < ALIKE;
            double end = random.nextDouble();
            double weight = session % 2 == 0 ? 1 : LIGHT;
            int length = 1 + random.nextInt(LONGEST);
            for (int i = 0; i < length; i++) {
                boolean fail = (alike ? end : random.nextDouble()) < fails;
                requests.add(new Scored(session + "/" + i, "s" + session, weight, fail, attributes));
            }
        }
        return requests;
    }

    private static int value(Random random, int values) {
        for (int value = 0; value < values - 1; value++) {
            if (random.nextBoolean()) {
                return value;
            }
        }
        return values - 1;
    }
}
