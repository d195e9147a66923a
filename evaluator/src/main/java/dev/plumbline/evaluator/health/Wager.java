package dev.plumbline.evaluator.health;

import java.util.ArrayList;
import java.util.List;

/**
 * Evidence that a share has risen above a limit, at whatever time: what a gambler owns who had 1 and bets on it. The n-th
 * observation is the start of new bets with 1 / (n (n + 1)) of the fortune (all of them together are 1), a quarter each on
 * four sizes of the rise; a bet that began is multiplied by the likelihood ratio of each further observation. While the share
 * is at or below the limit the fortune is a supermartingale, so the chance that it ever reaches x, however long and however
 * often one looks, is at most 1 / x (Ville 1939; betting and mixtures over starts as in Waudby-Smith and Ramdas 2024, and
 * Shin, Ramdas and Rinaldo 2023). A pure value.
 *
 * @param capital what the bets on each size of rise have become
 * @param seen observations so far
 */
record Wager(List<Double> capital, long seen) {
    static final Wager START = new Wager(List.of(0.0, 0.0, 0.0, 0.0), 0);

    private static final double[] RISES = {0.05, 0.15, 0.4, 0.8};
    private static final double MOST = 1e15;

    Wager {
        capital = List.copyOf(capital);
    }

    Wager after(boolean bad, double limit) {
        double count = seen + 1.0;
        double stake = 1 / (count * (count + 1));
        List<Double> next = new ArrayList<>();
        for (int i = 0; i < RISES.length; i++) {
            next.add(Math.min(MOST, (capital.get(i) + stake) * ratio(bad, limit, RISES[i])));
        }
        return new Wager(next, seen + 1);
    }

    /** How likely an observation is under a rise, by how likely it is at the limit. @param rise of the way from there to 1 */
    static double ratio(boolean bad, double limit, double rise) {
        double risen = limit + (1 - limit) * rise;
        return bad ? risen / limit : (1 - risen) / (1 - limit);
    }

    /** The fortune: what has become of the bets, and what is not bet yet. */
    double value() {
        return capital.stream().mapToDouble(Double::doubleValue).sum() / RISES.length + 1.0 / (seen + 1);
    }
}
