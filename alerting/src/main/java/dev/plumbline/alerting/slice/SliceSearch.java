package dev.plumbline.alerting.slice;

import dev.plumbline.alerting.detect.Tally;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The slice that the bad scores of an hour are in, if they are in one: of all conditions and pairs of conditions the one
 * whose failed share differs most from that of all other scores, by the pooled z test of two shares. Scores of one
 * session are one observation, as in the rules themselves, and each side has its effective n. A slice must have at least
 * ten scores, as much as of five sessions, and a z of 4, which by chance one in 30,000 slices reaches; some 1,300 are
 * looked at. Two conditions are named instead of one only when their z is larger by 1, so that the simpler answer wins
 * where both say the same.
 */
public final class SliceSearch {
    private static final int LEAST_SCORES = 10;
    private static final double LEAST_SESSIONS = 5;
    private static final double LEAST_Z = 4;
    private static final double DEEPER_Z = 1;

    private SliceSearch() {}

    /** @param rest the scores outside of the slice */
    public record Found(Slice slice, Tally tally, Tally rest) {
        private double z() {
            double own = tally.effective();
            double others = rest.effective();
            if (tally.n() < LEAST_SCORES || own < LEAST_SESSIONS || rest.n() == 0 || others == 0) {
                return 0;
            }
            double pooled = tally.plus(rest).share().estimate();
            double error = Math.sqrt(pooled * (1 - pooled) * (1 / own + 1 / others));
            return error == 0 ? 0 : (tally.share().estimate() - rest.share().estimate()) / error;
        }
    }

    private record Pair(String one, String other) {}

    /** @param watched the conditions to look at, each {@code attribute=value} */
    public static Optional<Found> worst(Collection<Scored> scores, Set<String> watched) {
        Tally all = Tally.NONE;
        Map<String, Tally> singles = new HashMap<>();
        Map<Pair, Tally> pairs = new HashMap<>();
        for (List<Scored> session : bySession(scores)) {
            Map<String, Unit> ofSingles = new HashMap<>();
            Map<Pair, Unit> ofPairs = new HashMap<>();
            Unit whole = new Unit();
            for (Scored score : session) {
                whole.add(score);
                List<String> own = conditions(score, watched);
                for (int i = 0; i < own.size(); i++) {
                    ofSingles.computeIfAbsent(own.get(i), first -> new Unit()).add(score);
                    for (int j = i + 1; j < own.size(); j++) {
                        ofPairs.computeIfAbsent(new Pair(own.get(i), own.get(j)), first -> new Unit())
                                .add(score);
                    }
                }
            }
            all = all.plus(whole.tally());
            ofSingles.forEach((condition, unit) -> singles.merge(condition, unit.tally(), Tally::plus));
            ofPairs.forEach((pair, unit) -> pairs.merge(pair, unit.tally(), Tally::plus));
        }
        Tally total = all;
        Optional<Found> single = singles.entrySet().stream()
                .map(entry -> new Found(Slice.of(entry.getKey()), entry.getValue(), total.minus(entry.getValue())))
                .max(BY_DIFFERENCE);
        double leastOfPair = Math.max(LEAST_Z, single.map(Found::z).orElse(0.0) + DEEPER_Z);
        Optional<Found> pair = pairs.entrySet().stream()
                .map(entry -> new Found(
                        Slice.of(entry.getKey().one())
                                .and(Slice.of(entry.getKey().other())),
                        entry.getValue(),
                        total.minus(entry.getValue())))
                .max(BY_DIFFERENCE)
                .filter(found -> found.z() >= leastOfPair);
        return pair.or(() -> single.filter(found -> found.z() >= LEAST_Z));
    }

    private static final Comparator<Found> BY_DIFFERENCE = Comparator.comparingDouble(Found::z)
            .thenComparingLong(found -> found.tally().n())
            .thenComparing(found -> found.slice().text(), Comparator.reverseOrder());

    private static List<String> conditions(Scored score, Set<String> watched) {
        List<String> own = new ArrayList<>();
        score.slices().forEach((attribute, value) -> {
            String condition = attribute + "=" + value;
            if (watched.contains(condition)) {
                own.add(condition);
            }
        });
        own.sort(null);
        return own;
    }

    private static Collection<List<Scored>> bySession(Collection<Scored> scores) {
        Map<String, List<Scored>> sessions = new LinkedHashMap<>();
        for (Scored score : scores) {
            sessions.computeIfAbsent(score.session(), first -> new ArrayList<>())
                    .add(score);
        }
        return sessions.values();
    }

    /** What one session adds to a slice; it weighs as much as its requests but no more than five of its heaviest. */
    private static final class Unit {
        private static final int HEAVIEST = 5;

        private long n;
        private long bad;
        private double weight;
        private double badWeight;
        private double heaviest;

        void add(Scored score) {
            n++;
            weight += score.weight();
            heaviest = Math.max(heaviest, score.weight());
            if (score.bad()) {
                bad++;
                badWeight += score.weight();
            }
        }

        Tally tally() {
            double counted = Math.min(weight, HEAVIEST * heaviest);
            return new Tally(n, bad, counted, counted * badWeight / weight, counted * counted);
        }
    }
}
