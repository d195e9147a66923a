package dev.plumbline.bench.alerting.simulate;

import java.util.SplittableRandom;

/** Draws from the distributions that made-up traffic is made of. */
final class Draws {
    private static final double PIECE = 30;

    private final SplittableRandom random;

    Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double uniform() {
        return random.nextDouble();
    }

    /** A waiting time with a mean. */
    double exponential(double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    /** A number of arrivals with a mean: in pieces, so that no product becomes too small (Knuth, TAOCP 2, 3.4.1). */
    int poisson(double mean) {
        int n = 0;
        for (double left = mean; left > 0; left -= PIECE) {
            double end = Math.exp(-Math.min(left, PIECE));
            for (double product = random.nextDouble(); product > end; product *= random.nextDouble()) {
                n++;
            }
        }
        return n;
    }

    /** How many of n happen. */
    int binomial(int n, double probability) {
        int hits = 0;
        for (int i = 0; i < n; i++) {
            hits += happens(probability) ? 1 : 0;
        }
        return hits;
    }
}
