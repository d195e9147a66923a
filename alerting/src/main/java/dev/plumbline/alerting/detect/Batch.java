package dev.plumbline.alerting.detect;

import java.util.List;

/**
 * The scores of one series in one step, by session: requests of one session are alike, so together they are one
 * observation. Each stands for as much of the traffic as its weight says, the inverse of the probability of being scored.
 */
public record Batch(List<Unit> units) {
    /** No scores. */
    public static final Batch NONE = new Batch(List.of());

    public Batch {
        units = List.copyOf(units);
    }

    /**
     * Sessions that are alike.
     *
     * @param weight of one session: how many requests it stands for, above 0
     * @param share of its weight that is bad, 0 to 1
     * @param sessions how many there are, at least one
     * @param n their scores, all together
     * @param bad how many of these are bad
     */
    public record Unit(double weight, double share, long sessions, long n, long bad) {}

    /** Scores that were all certain to be given, each of a session of its own. */
    public static Batch of(long n, long bad) {
        return n == 0 ? NONE : new Batch(List.of(new Unit(1, 1, bad, bad, bad), new Unit(1, 0, n - bad, n - bad, 0)));
    }

    /** The same with good and bad changed over. */
    public Batch inverted() {
        return new Batch(units.stream()
                .map(unit ->
                        new Unit(unit.weight(), 1 - unit.share(), unit.sessions(), unit.n(), unit.n() - unit.bad()))
                .toList());
    }

    /** The largest weight of a session; 0 without scores. */
    public double heaviest() {
        return units.stream()
                .filter(unit -> unit.sessions() > 0)
                .mapToDouble(Unit::weight)
                .max()
                .orElse(0);
    }

    /** Counts and sums of all of them. */
    public Tally tally() {
        Tally sum = Tally.NONE;
        for (Unit unit : units) {
            double weight = unit.weight() * unit.sessions();
            sum = sum.plus(new Tally(unit.n(), unit.bad(), weight, weight * unit.share(), weight * unit.weight()));
        }
        return sum;
    }
}
