package dev.plumbline.bench.alerting.simulate;

import dev.plumbline.alerting.detect.Tally;

/** Counts of the last six hours. */
final class Windows {
    private static final int STEPS = 72;

    private final long[] n = new long[STEPS];
    private final long[] bad = new long[STEPS];
    private int at;

    void add(Closed step) {
        Tally tally = step.whole().tally();
        at = (at + 1) % STEPS;
        n[at] = tally.n();
        bad[at] = tally.bad();
    }

    long count(int steps) {
        return sum(n, steps);
    }

    /** 0 without scores. */
    double share(int steps) {
        long count = count(steps);
        return count == 0 ? 0 : (double) sum(bad, steps) / count;
    }

    private long sum(long[] of, int steps) {
        long sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += of[(at - i + STEPS) % STEPS];
        }
        return sum;
    }
}
