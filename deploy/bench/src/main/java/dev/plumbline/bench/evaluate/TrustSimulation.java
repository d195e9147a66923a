package dev.plumbline.bench.evaluate;

import dev.plumbline.evaluator.estimate.Agreement;
import dev.plumbline.evaluator.estimate.Correction;
import dev.plumbline.evaluator.estimate.Labelled;
import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.estimate.SessionSums;
import dev.plumbline.evaluator.labels.LabelDraw;
import dev.plumbline.evaluator.labels.LabelDraw.Candidate;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Traffic of a feature as it might be, sampled, judged and labelled, to count how often intervals hold the truth. The
 * settings were written down before any seed was run: 6,000 sessions of 1 to 8 requests; one in ten is risky and fails
 * in 30 % of its requests, the others in 8 %; in three of ten sessions all requests end alike, and a judge makes the same
 * mistake in all of them; risky requests are sampled at 40 %, the others at 2 %.
 */
final class TrustSimulation {
    static final int SESSIONS = 6_000;
    static final int LONGEST = 8;
    static final double RISKY = 0.1;
    static final double ALIKE = 0.3;
    static final double[] FAILS = {0.08, 0.3};
    static final double[] RATES = {0.02, 0.4};
    static final double SENSITIVITY = 0.8;
    static final double SPECIFICITY = 0.9;
    static final int LABELS = 200;

    /** The share of failures that the traffic is made with. */
    static final double TRUTH = (1 - RISKY) * FAILS[0] + RISKY * FAILS[1];

    private TrustSimulation() {}

    /** @param sessionsWhole whether the draw is by session instead of by request */
    record Settings(int runs, long firstSeed, boolean sessionsWhole) {}

    /**
     * Shares of runs in which the interval holds the truth, and mean widths.
     *
     * @param roganGladen with the labels of the same traffic
     * @param roganGladenLater of other traffic than that of the labels, which is what it is for
     */
    record Coverage(Held perfect, Held judge, Held predictionPowered, Held roganGladen, Held roganGladenLater) {}

    /** @param share of runs that gave an interval which holds the truth; without one counts as not */
    record Held(double share, double meanEstimate, double meanWidth) {}

    private record Scored(String key, String session, double weight, boolean fails, boolean verdictFail) {}

    static Coverage run(Settings settings) {
        List<@Nullable Rate> perfect = new ArrayList<>();
        List<@Nullable Rate> judge = new ArrayList<>();
        List<@Nullable Rate> powered = new ArrayList<>();
        List<@Nullable Rate> simple = new ArrayList<>();
        List<@Nullable Rate> elsewhere = new ArrayList<>();
        for (int run = 0; run < settings.runs(); run++) {
            long seed = settings.firstSeed() + run;
            List<Scored> scored = traffic(new Random(seed), settings.sessionsWhole());
            perfect.add(rate(scored, false));
            Rate flagged = rate(scored, true);
            judge.add(flagged);
            Agreement agreement = Agreement.of(labelled(scored, seed));
            powered.add(Correction.predictionPowered(flagged, agreement));
            simple.add(Correction.roganGladen(flagged, agreement));
            List<Scored> later = traffic(new Random(~seed), settings.sessionsWhole());
            elsewhere.add(Correction.roganGladen(rate(later, true), agreement));
        }
        return new Coverage(held(perfect), held(judge), held(powered), held(simple), held(elsewhere));
    }

    private static List<Scored> traffic(Random random, boolean sessionsWhole) {
        List<Scored> scored = new ArrayList<>();
        for (int session = 0; session < SESSIONS; session++) {
            int stratum = random.nextDouble() < RISKY ? 1 : 0;
            boolean alike = random.nextDouble() < ALIKE;
            double end = random.nextDouble();
            double mistake = random.nextDouble();
            double draw = random.nextDouble();
            int requests = 1 + random.nextInt(LONGEST);
            for (int i = 0; i < requests; i++) {
                boolean fails = (alike ? end : random.nextDouble()) < FAILS[stratum];
                double luck = alike ? mistake : random.nextDouble();
                boolean verdict = fails ? luck < SENSITIVITY : luck >= SPECIFICITY;
                double chance = random.nextDouble();
                if ((sessionsWhole ? draw : chance) < RATES[stratum]) {
                    scored.add(
                            new Scored(session + "/" + i, String.valueOf(session), 1 / RATES[stratum], fails, verdict));
                }
            }
        }
        return scored;
    }

    private static List<Labelled> labelled(List<Scored> scored, long seed) {
        Map<String, Scored> byKey = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Scored one : scored) {
            byKey.put(one.key(), one);
            candidates.add(new Candidate(one.key(), one.weight(), one.verdictFail()));
        }
        return LabelDraw.draw("seed " + seed, candidates, LABELS).stream()
                .map(drawn -> {
                    Scored one =
                            Objects.requireNonNull(byKey.get(drawn.candidate().key()));
                    return new Labelled(
                            one.session(), one.weight() / drawn.probability(), one.verdictFail(), one.fails());
                })
                .toList();
    }

    private static Rate rate(List<Scored> scored, boolean verdicts) {
        SessionSums sums = new SessionSums();
        scored.forEach(one -> sums.add(one.session(), one.weight(), verdicts ? one.verdictFail() : one.fails()));
        Rate rate = Proportion.of(sums.sums());
        if (rate == null) {
            throw new IllegalStateException("nothing was scored");
        }
        return rate;
    }

    private static Held held(List<@Nullable Rate> rates) {
        int held = 0;
        int given = 0;
        double estimates = 0;
        double widths = 0;
        for (Rate rate : rates) {
            if (rate != null) {
                given++;
                held += rate.low() <= TRUTH && TRUTH <= rate.high() ? 1 : 0;
                estimates += rate.estimate();
                widths += rate.high() - rate.low();
            }
        }
        return new Held((double) held / rates.size(), estimates / given, widths / given);
    }
}
