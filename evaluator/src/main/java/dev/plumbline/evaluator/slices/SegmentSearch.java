package dev.plumbline.evaluator.slices;

import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.slices.Segment.Evidence;
import dev.plumbline.evaluator.slices.Segment.Gap;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Looks through all conjunctions of up to three attributes for those that fail more than the rest of the traffic. Pure:
 * the same requests, in whichever order, give the same segments.
 *
 * <p>Each segment that is large enough is tested once ({@link SegmentEvidence}); over all of them the false discovery rate is
 * held by Benjamini and Hochberg's step-up (1995), which is valid for the positive dependence of overlapping segments
 * (Benjamini and Yekutieli 2001). What is significant is then taken greedily: the clearest first, and each next one must
 * still be significant among the requests that no earlier segment holds. So the parts and the wholes of one bad segment
 * are not reported as if they were others. A part is reported for its whole only when it is worse than the whole's rest.
 */
public final class SegmentSearch {
    private static final int MOST_EXAMPLES = 5;
    private static final double WORSE_THAN_ITS_WHOLE = 0.05;

    private final Settings settings;

    public SegmentSearch(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param depth most attributes of a conjunction, 1 to 3
     * @param leastRequests fewer in a segment are not looked at
     * @param leastSessions fewer in a segment are not looked at
     * @param falseDiscoveryRate 0 to 1
     * @param most segments reported
     */
    public record Settings(int depth, int leastRequests, int leastSessions, double falseDiscoveryRate, int most) {
        public static final Settings USUAL = new Settings(3, 40, 20, 0.1, 20);
    }

    /**
     * @param tested how many segments were large enough to be tested
     * @param segments significant ones, the clearest first
     * @param overall the rate of all traffic; null when there is none
     * @param passedOver values of attributes that were too many to look at
     */
    public record Found(
            int tested, List<Segment> segments, @Nullable Rate overall, int passedOver) {}

    private record Tested(Conjunctions.Candidate candidate, double pValue) {}

    public Found search(List<Scored> requests) {
        List<Scored> sorted = requests.stream()
                .sorted(Comparator.comparing(Scored::session).thenComparing(Scored::id))
                .toList();
        Rows rows = Rows.of(sorted);
        Conjunctions all = Conjunctions.of(sorted, settings);
        boolean[] everything = new boolean[sorted.size()];
        Arrays.fill(everything, true);
        List<Tested> tested = new ArrayList<>();
        for (Conjunctions.Candidate candidate : all.candidates()) {
            if (rows.sessions(candidate.rows(), everything) >= settings.leastSessions()) {
                tested.add(new Tested(candidate, SegmentEvidence.pValue(rows, candidate.rows(), everything)));
            }
        }
        tested.sort(Comparator.comparingDouble(Tested::pValue)
                .thenComparing(one -> one.candidate().where().toString()));
        double[] qValues = qValues(tested);
        List<Segment> segments = pick(rows, sorted, tested, qValues);
        return new Found(tested.size(), segments, Proportion.of(rows.sums(null, everything)), all.passedOver());
    }

    private List<Segment> pick(Rows rows, List<Scored> sorted, List<Tested> tested, double[] qValues) {
        int significant = 0;
        while (significant < tested.size() && qValues[significant] <= settings.falseDiscoveryRate()) {
            significant++;
        }
        List<Segment> segments = new ArrayList<>();
        if (significant == 0) {
            return segments;
        }
        double threshold = tested.get(significant - 1).pValue();
        boolean[] left = new boolean[sorted.size()];
        Arrays.fill(left, true);
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < significant; i++) {
            open.add(i);
        }
        while (!open.isEmpty() && segments.size() < settings.most()) {
            int best = -1;
            double bestP = threshold;
            for (int i : open) {
                int[] members = tested.get(i).candidate().rows();
                if (rows.sessions(members, left) >= settings.leastSessions()) {
                    double p = SegmentEvidence.pValue(rows, members, left);
                    if (p <= bestP && (best < 0 || p < bestP)) {
                        best = i;
                        bestP = p;
                    }
                }
            }
            if (best < 0) {
                return segments;
            }
            best = broadest(rows, tested, best, open, left);
            Tested chosen = tested.get(best);
            segments.add(segment(rows, sorted, chosen, qValues[best]));
            for (int row : chosen.candidate().rows()) {
                left[row] = false;
            }
            open.remove(Integer.valueOf(best));
        }
        return segments;
    }

    /**
     * The clearest is often a part of the segment, clearer by luck. It stands for itself only when it fails more than what
     * else its whole holds, counting how many parts of that whole were looked at.
     */
    private static int broadest(Rows rows, List<Tested> tested, int part, List<Integer> open, boolean[] left) {
        for (int whole : open) {
            Conjunctions.Candidate wider = tested.get(whole).candidate();
            Conjunctions.Candidate narrower = tested.get(part).candidate();
            if (isPart(narrower, wider)
                    && wider.where().size() == narrower.where().size() - 1) {
                boolean[] counted = new boolean[left.length];
                for (int row : wider.rows()) {
                    counted[row] = left[row];
                }
                long parts = tested.stream()
                        .filter(one -> isPart(one.candidate(), wider)
                                && one.candidate().where().size()
                                        == narrower.where().size())
                        .count();
                if (SegmentEvidence.pValue(rows, narrower.rows(), counted) * parts > WORSE_THAN_ITS_WHOLE) {
                    return broadest(rows, tested, whole, open, left);
                }
            }
        }
        return part;
    }

    private static boolean isPart(Conjunctions.Candidate one, Conjunctions.Candidate whole) {
        return one.where().size() > whole.where().size()
                && one.where().entrySet().containsAll(whole.where().entrySet());
    }

    private static Segment segment(Rows rows, List<Scored> sorted, Tested tested, double qValue) {
        boolean[] everything = new boolean[sorted.size()];
        Arrays.fill(everything, true);
        boolean[] outside = everything.clone();
        List<String> examples = new ArrayList<>();
        for (int row : tested.candidate().rows()) {
            outside[row] = false;
            if (sorted.get(row).fail() && examples.size() < MOST_EXAMPLES) {
                examples.add(sorted.get(row).id());
            }
        }
        Proportion.Sums inside = rows.sums(tested.candidate().rows(), everything);
        Proportion.Sums others = rows.sums(null, outside);
        Rate rate = known(Proportion.of(inside));
        Rate rest = known(Proportion.of(others));
        double gap = rate.estimate() - rest.estimate();
        return new Segment(
                new TreeMap<>(tested.candidate().where()),
                inside.w() / (inside.w() + others.w()),
                rate,
                rest,
                new Gap(
                        gap,
                        gap - Math.hypot(rate.estimate() - rate.low(), rest.high() - rest.estimate()),
                        gap + Math.hypot(rate.high() - rate.estimate(), rest.estimate() - rest.low())),
                new Evidence(tested.pValue(), qValue, examples));
    }

    private static Rate known(@Nullable Rate rate) {
        if (rate == null) {
            throw new IllegalStateException("a segment that was tested has requests, and so has the rest");
        }
        return rate;
    }

    /** Benjamini and Hochberg: of p-values in ascending order. */
    private static double[] qValues(List<Tested> ascending) {
        double[] q = new double[ascending.size()];
        double least = 1;
        for (int i = ascending.size() - 1; i >= 0; i--) {
            least = Math.min(least, ascending.get(i).pValue() * ascending.size() / (i + 1));
            q[i] = least;
        }
        return q;
    }
}
