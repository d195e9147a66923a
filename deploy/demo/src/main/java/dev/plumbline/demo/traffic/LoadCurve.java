package dev.plumbline.demo.traffic;

import java.util.Arrays;

/**
 * How busy the hours are: a morning and a larger afternoon peak over a floor, as commuters make them, whatever the time
 * of day really is. Tells when a given share of all sessions has begun.
 */
final class LoadCurve {

    private static final int STEPS = 2_000;

    private final double[] cumulative = new double[STEPS + 1];

    LoadCurve() {
        for (int i = 0; i < STEPS; i++) {
            cumulative[i + 1] = cumulative[i] + intensity((i + 0.5) / STEPS);
        }
        for (int i = 0; i <= STEPS; i++) {
            cumulative[i] /= cumulative[STEPS];
        }
    }

    /** @param when 0 at the start, 1 at the end */
    static double intensity(double when) {
        return 0.6 + bump(when, 0.18) + 1.2 * bump(when, 0.72);
    }

    /**
     * When a share of all sessions has begun.
     *
     * @param share 0 to 1
     * @return 0 at the start, 1 at the end
     */
    double when(double share) {
        int found = Arrays.binarySearch(cumulative, share);
        int right = Math.min(STEPS, Math.max(1, found >= 0 ? found : -found - 1));
        double left = cumulative[right - 1];
        return (right - 1 + (share - left) / (cumulative[right] - left)) / STEPS;
    }

    private static double bump(double when, double centre) {
        double distance = (when - centre) / 0.12;
        return Math.exp(-distance * distance / 2);
    }
}
