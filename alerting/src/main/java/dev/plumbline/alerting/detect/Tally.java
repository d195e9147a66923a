package dev.plumbline.alerting.detect;

/**
 * Scores counted, and how much of the traffic they stand for.
 *
 * @param n scores
 * @param bad how many of them were bad
 * @param weight sum of the weights of their sessions
 * @param badWeight the part of it that is bad
 * @param squares sum of the squares of the sessions' weights
 */
public record Tally(long n, long bad, double weight, double badWeight, double squares) {
    /** Nothing counted. */
    public static final Tally NONE = new Tally(0, 0);

    /** One that was stored without weights counts each score as one. */
    public Tally {
        if (n > 0 && weight <= 0) {
            weight = n;
            badWeight = bad;
            squares = n;
        }
    }

    /** Scores that were all certain to be given. */
    public Tally(long n, long bad) {
        this(n, bad, n, bad, n);
    }

    public Tally with(boolean isBad, double one) {
        return plus(new Tally(1, isBad ? 1 : 0, one, isBad ? one : 0, one * one));
    }

    public Tally plus(Tally other) {
        return new Tally(
                n + other.n,
                bad + other.bad,
                weight + other.weight,
                badWeight + other.badWeight,
                squares + other.squares);
    }

    public Tally minus(Tally part) {
        return new Tally(
                n - part.n,
                bad - part.bad,
                Math.max(0, weight - part.weight),
                Math.max(0, badWeight - part.badWeight),
                Math.max(0, squares - part.squares));
    }

    /** How many equal and independent scores would say as much (Kish, "Survey Sampling", 1965). */
    public double effective() {
        return squares <= 0 ? 0 : weight * weight / squares;
    }

    /** The share of bad scores in all traffic, with its interval. */
    public Wilson share() {
        return share(Wilson.Z);
    }

    /** The same at another level. @param z the normal quantile, 1.96 for 95 % */
    public Wilson share(double z) {
        return n == 0 || weight <= 0
                ? Wilson.of(0, 0)
                : Wilson.ofShare(Math.min(1, badWeight / weight), effective(), z);
    }
}
