package dev.plumbline.alerting.detect;

/** Scores counted, and how many of them were bad. */
public record Tally(long n, long bad) {
    /** Nothing counted. */
    public static final Tally NONE = new Tally(0, 0);

    public Tally with(boolean isBad) {
        return new Tally(n + 1, bad + (isBad ? 1 : 0));
    }

    public Tally plus(Tally other) {
        return new Tally(n + other.n, bad + other.bad);
    }

    public Tally minus(Tally part) {
        return new Tally(n - part.n, bad - part.bad);
    }

    public Wilson share() {
        return Wilson.of(bad, n);
    }
}
