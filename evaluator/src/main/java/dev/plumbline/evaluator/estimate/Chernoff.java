package dev.plumbline.evaluator.estimate;

/**
 * One-sided limits of a share that hold for every n, not only for large ones: the share p that n observations with mean m
 * leave possible at a level is bounded by {@code n * KL(m, p) <= ln(1 / level)} with the Kullback-Leibler divergence of
 * two coins (Chernoff 1952; Hoeffding 1963, theorem 1). For observed shares of 0 and 1 it is the exact limit of Clopper and
 * Pearson (1934).
 */
public final class Chernoff {
    private static final int STEPS = 60;

    private Chernoff() {}

    /** @param level chance that the share lies above, at most */
    public static double upper(double mean, double n, double level) {
        double low = mean;
        double high = 1;
        for (int i = 0; i < STEPS; i++) {
            double middle = (low + high) / 2;
            if (n * divergence(mean, middle) <= -Math.log(level)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** @param level chance that the share lies below, at most */
    public static double lower(double mean, double n, double level) {
        return 1 - upper(1 - mean, n, level);
    }

    private static double divergence(double mean, double share) {
        return part(mean, share) + part(1 - mean, 1 - share);
    }

    private static double part(double of, double over) {
        return of == 0 ? 0 : of * Math.log(of / over);
    }
}
