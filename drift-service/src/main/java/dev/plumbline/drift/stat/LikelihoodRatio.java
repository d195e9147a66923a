package dev.plumbline.drift.stat;

/**
 * Kulldorff's scan statistic for labels (1997, Bernoulli model): how much better the points of a zone and those outside
 * are explained by two shares of window points than by one. Tabulated logarithms: it is asked for millions of times.
 */
public final class LikelihoodRatio {

    private final int window;
    private final int reference;
    private final double[] xlogx;
    private final double one;

    /** For so many points of the window and of the reference in all. */
    public LikelihoodRatio(int window, int reference) {
        this.window = window;
        this.reference = reference;
        this.xlogx = new double[window + reference + 1];
        for (int x = 1; x < xlogx.length; x++) {
            xlogx[x] = x * Math.log(x);
        }
        this.one = xlogx[window] + xlogx[reference] - xlogx[window + reference];
    }

    /** Logarithm of the ratio for a zone with so many points of each; 0 where the window has no excess. */
    public double excess(int inWindow, int inReference) {
        if ((long) inWindow * reference <= (long) inReference * window) {
            return 0;
        }
        return pair(inWindow, inReference) + pair(window - inWindow, reference - inReference) - one;
    }

    private double pair(int a, int b) {
        return xlogx[a] + xlogx[b] - xlogx[a + b];
    }
}
