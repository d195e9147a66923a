package dev.plumbline.drift.stat;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

import java.util.List;

/**
 * How often something was in a window and in the reference, slot of the clock by slot. Where the reference shows that
 * it depends on the clock (Pearson's test of homogeneity, at {@link #DEPENDS}), slots are held apart: the exact test of
 * {@link StratifiedTest}. Where it does not, all slots together say more: Fisher's exact test.
 *
 * @param slots one for each slot that either has
 * @param family whether things of its kind as a whole depend on the clock: one that is rare does not show it itself
 */
public record Slotted(List<StratifiedTest.Stratum> slots, boolean family) {

    /** Rather held apart than not: a dependence that is not seen gives false alarms, one that is not there costs power. */
    public static final double DEPENDS = 0.1;

    public Slotted {
        slots = List.copyOf(slots);
    }

    /** Without a clock. */
    public static Slotted whole(Share window, Share reference) {
        return new Slotted(List.of(new StratifiedTest.Stratum(window, reference)), false);
    }

    public Slotted in(boolean otherFamily) {
        return new Slotted(slots, otherFamily);
    }

    public Share window() {
        return sum(slots.stream().map(StratifiedTest.Stratum::window).toList());
    }

    /** Of all slots, whatever the window has of them. */
    public Share reference() {
        return sum(slots.stream().map(StratifiedTest.Stratum::reference).toList());
    }

    /** Whether the reference shows that it depends on the clock. */
    public boolean byClock() {
        return slots.size() > 1 && (family || Heterogeneity.of(slots).pValue() <= DEPENDS);
    }

    /**
     * The share to expect in the window by its clock alone: the reference's shares, mixed as the window's slots are. Its
     * n is what the reference has in those slots.
     */
    public Share expected() {
        if (!byClock()) {
            return reference();
        }
        double value = 0;
        int covered = 0;
        int n = 0;
        for (StratifiedTest.Stratum slot : slots) {
            if (slot.reference().n() > 0 && slot.window().n() > 0) {
                value += slot.window().n() * slot.reference().value();
                covered += slot.window().n();
                n += slot.reference().n();
            }
        }
        return covered == 0 ? reference() : new Share((int) Math.round(value / covered * n), n);
    }

    /** The side to which the window differs. */
    public Side clearer() {
        if (byClock()) {
            boolean up = window().value() > expected().value();
            return new Side(up, up ? excess() : deficit());
        }
        double more = excess();
        double less = deficit();
        return new Side(more < less, Math.min(more, less));
    }

    /** @param pValue of that side alone */
    public record Side(boolean up, double pValue) {}

    /** The chance of at least so many in the window, were nothing but the clock different. */
    public double excess() {
        return byClock() ? StratifiedTest.excess(slots) : ExactTest.excess(window(), reference());
    }

    /** The chance of at most so many in the window, were nothing but the clock different. */
    public double deficit() {
        return byClock() ? StratifiedTest.deficit(slots) : ExactTest.deficit(window(), reference());
    }

    /** Whether any of several things depends on the clock: their statistics together. */
    public static boolean anyByClock(List<Slotted> things) {
        Heterogeneity all = new Heterogeneity(0, 0);
        for (Slotted thing : things) {
            Heterogeneity one = Heterogeneity.of(thing.slots);
            all = new Heterogeneity(all.square + one.square, all.freedom + one.freedom);
        }
        return all.pValue() <= DEPENDS;
    }

    private record Heterogeneity(double square, int freedom) {

        static Heterogeneity of(List<StratifiedTest.Stratum> slots) {
            Share all =
                    sum(slots.stream().map(StratifiedTest.Stratum::reference).toList());
            double variance = all.value() * (1 - all.value());
            double square = 0;
            int counted = 0;
            for (StratifiedTest.Stratum slot : slots) {
                Share share = slot.reference();
                if (share.n() > 0) {
                    double away = share.value() - all.value();
                    square += share.n() * away * away;
                    counted++;
                }
            }
            return variance == 0 || counted < 2
                    ? new Heterogeneity(0, 0)
                    : new Heterogeneity(square / variance, counted - 1);
        }

        double pValue() {
            return freedom == 0 ? 1 : ChiSquaredDistribution.of(freedom).survivalProbability(square);
        }
    }

    private static Share sum(List<Share> shares) {
        return new Share(
                shares.stream().mapToInt(Share::hits).sum(),
                shares.stream().mapToInt(Share::n).sum());
    }
}
