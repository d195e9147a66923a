package dev.plumbline.evaluator.estimate;

import dev.plumbline.evaluator.estimate.Proportion.Rate;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cohen's kappa (1960) of two raters with two labels, weighted and clustered by session. Its variance is by
 * linearisation: each request moves kappa by its derivative with respect to the share of its cell, and the sums of a
 * session are what varies (Binder 1983). Half a request of the mean weight in each cell keeps the interval from vanishing
 * where raters agree on all (Agresti 2002, 3.1); the estimate itself is without it.
 */
final class Kappa {
    private static final double HALF = 0.5;

    private Kappa() {}

    /** Null when either rater has given one label only: chance agreement is then not defined. */
    static @Nullable Rate of(List<Labelled> labelled) {
        double[] cells = new double[4];
        labelled.forEach(one -> cells[cell(one)] += one.weight());
        double total = cells[0] + cells[1] + cells[2] + cells[3];
        if (total == 0
                || cells[0] + cells[1] == 0
                || cells[2] + cells[3] == 0
                || cells[0] + cells[2] == 0
                || cells[1] + cells[3] == 0) {
            return null;
        }
        double estimate = kappa(cells, total);
        double variance = variance(labelled, cells, total);
        double half = Proportion.Z * Math.sqrt(variance);
        return new Rate(
                estimate,
                Math.max(-1, estimate - half),
                Math.min(1, estimate + half),
                labelled.size(),
                labelled.size());
    }

    /** Verdict and label: 0 fail fail, 1 fail pass, 2 pass fail, 3 pass pass. */
    private static int cell(Labelled one) {
        return (one.verdictFail() ? 0 : 2) + (one.labelFail() ? 0 : 1);
    }

    private static double kappa(double[] cells, double total) {
        double agree = (cells[0] + cells[3]) / total;
        double chance = chance(cells, total);
        return (agree - chance) / (1 - chance);
    }

    private static double chance(double[] cells, double total) {
        double verdictFail = (cells[0] + cells[1]) / total;
        double labelFail = (cells[0] + cells[2]) / total;
        return verdictFail * labelFail + (1 - verdictFail) * (1 - labelFail);
    }

    private static double variance(List<Labelled> labelled, double[] observed, double observedTotal) {
        double added = HALF * observedTotal / labelled.size();
        double[] cells = new double[4];
        for (int i = 0; i < 4; i++) {
            cells[i] = observed[i] + added;
        }
        double total = observedTotal + 4 * added;
        double[] slope = slopes(cells, total);
        double mean = 0;
        for (int i = 0; i < 4; i++) {
            mean += slope[i] * cells[i] / total;
        }
        Map<String, Double> sessions = new HashMap<>();
        for (Labelled one : labelled) {
            sessions.merge(one.session(), one.weight() * (slope[cell(one)] - mean), Double::sum);
        }
        double squares = 0;
        for (double session : sessions.values()) {
            squares += session * session;
        }
        for (int i = 0; i < 4; i++) {
            double moved = added * (slope[i] - mean);
            squares += moved * moved;
        }
        double k = sessions.size() + 4.0;
        return k / (k - 1) * squares / (total * total);
    }

    /** Derivatives of kappa with respect to the share of each cell. */
    private static double[] slopes(double[] cells, double total) {
        double verdictFail = (cells[0] + cells[1]) / total;
        double labelFail = (cells[0] + cells[2]) / total;
        double agree = (cells[0] + cells[3]) / total;
        double chance = chance(cells, total);
        double[] slopes = new double[4];
        for (int i = 0; i < 4; i++) {
            boolean verdict = i < 2;
            boolean label = i % 2 == 0;
            double agreement = verdict == label ? 1 : 0;
            double byChance = (label ? verdictFail : 1 - verdictFail) + (verdict ? labelFail : 1 - labelFail);
            slopes[i] = agreement / (1 - chance) - (1 - agree) * byChance / ((1 - chance) * (1 - chance));
        }
        return slopes;
    }
}
