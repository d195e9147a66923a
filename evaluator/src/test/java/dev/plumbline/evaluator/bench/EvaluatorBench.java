package dev.plumbline.evaluator.bench;

import java.util.Locale;

/** Prints the figures that are simulated: {@code main} without arguments runs all, from stated seeds. */
public final class EvaluatorBench {
    static final int RUNS = 1_000;
    static final int SEARCHES = 100;
    static final long FIRST_SEED = 20_260_101L;

    private EvaluatorBench() {}

    public static void main(String[] arguments) {
        coverage();
        segments();
    }

    private static void segments() {
        SegmentSimulation.Counts counts = SegmentSimulation.run(SEARCHES, FIRST_SEED);
        print("segments, seeds %d to %d, %.0f tested each", FIRST_SEED, FIRST_SEED + SEARCHES - 1, counts.tested());
        print(
                "  planted segment among the first three in %d of %d, the first in %d",
                counts.found(), counts.seeds(), counts.first());
        print("  data sets without one in which any is reported: %d of %d", counts.reported(), counts.seeds());
    }

    private static void coverage() {
        for (boolean sessionsWhole : new boolean[] {false, true}) {
            TrustSimulation.Coverage coverage =
                    TrustSimulation.run(new TrustSimulation.Settings(RUNS, FIRST_SEED, sessionsWhole));
            print(
                    "coverage, drawn by %s, seeds %d to %d, truth %.3f",
                    sessionsWhole ? "session" : "request", FIRST_SEED, FIRST_SEED + RUNS - 1, TrustSimulation.TRUTH);
            print(coverage.perfect(), "weighted rate of a scorer without mistakes");
            print(coverage.judge(), "raw rate of the judge");
            print(coverage.predictionPowered(), "prediction-powered rate");
            print(coverage.roganGladen(), "Rogan-Gladen rate");
        }
    }

    private static void print(TrustSimulation.Held held, String name) {
        print(
                "  %-45s covered %.1f %%  mean %.4f  width %.4f",
                name, 100 * held.share(), held.meanEstimate(), held.meanWidth());
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
