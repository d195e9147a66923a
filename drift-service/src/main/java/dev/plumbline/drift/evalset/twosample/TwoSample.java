package dev.plumbline.drift.evalset.twosample;

import dev.plumbline.drift.stat.ExactTest;
import dev.plumbline.drift.stat.Interval;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether two samples can be told apart: the classifier two-sample test (Lopez-Paz and Oquab 2017), cross-fitted in five
 * folds. In each fold a classifier that has not seen it says which sample each row is from; given the classifier, how
 * many of each are called the first is hypergeometric when both samples are of one kind (Fisher's exact test). The five
 * p-values depend on each other: twice their mean is a p-value all the same (Vovk and Wang 2020).
 *
 * @param told rows of the first sample that were called so by a classifier that had not seen them; one half by chance
 * @param area under the curve, mean of the folds: 0.5 by chance, 1 when always told apart; interval after Hanley and
 *     McNeil 1982
 * @param pValue of no difference
 */
public record TwoSample(Share told, Interval area, double pValue) {

    private static final int FOLDS = 5;
    private static final double Z = 1.959963984540054;

    /** Rows of each sample that are wanted: four in each fold. */
    public static final int FEWEST = 20;

    /** @param first features of one sample, {@code second} of the other, both at least {@link #FEWEST} */
    public static TwoSample of(List<double[]> first, List<double[]> second) {
        int told = 0;
        double area = 0;
        double chances = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            Logistic classifier = Logistic.fit(part(first, fold, false), part(second, fold, false));
            double[] ones = scores(classifier, part(first, fold, true));
            double[] zeros = scores(classifier, part(second, fold, true));
            Share rightly = called(ones);
            told += rightly.hits();
            area += area(ones, zeros) / FOLDS;
            chances += ExactTest.excess(rightly, called(zeros)) / FOLDS;
        }
        return new TwoSample(
                new Share(told, first.size()), interval(area, first.size(), second.size()), Math.min(1, 2 * chances));
    }

    private static List<double[]> part(List<double[]> rows, int fold, boolean within) {
        List<double[]> part = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if ((i % FOLDS == fold) == within) {
                part.add(rows.get(i));
            }
        }
        return part;
    }

    private static double[] scores(Logistic classifier, List<double[]> rows) {
        return rows.stream().mapToDouble(classifier::score).toArray();
    }

    private static Share called(double[] scores) {
        return new Share(
                (int) IntStream.range(0, scores.length)
                        .filter(i -> scores[i] > 0)
                        .count(),
                scores.length);
    }

    private static double area(double[] ones, double[] zeros) {
        double wins = 0;
        for (double one : ones) {
            for (double zero : zeros) {
                wins += one > zero ? 1 : one == zero ? 0.5 : 0;
            }
        }
        return wins / ((double) ones.length * zeros.length);
    }

    private static Interval interval(double area, int ones, int zeros) {
        double pairs = area / (2 - area);
        double triples = 2 * area * area / (1 + area);
        double variance =
                (area * (1 - area) + (ones - 1) * (pairs - area * area) + (zeros - 1) * (triples - area * area))
                        / ((double) ones * zeros);
        double half = Z * Math.sqrt(Math.max(0, variance));
        return new Interval(area, Math.max(0, area - half), Math.min(1, area + half));
    }
}
