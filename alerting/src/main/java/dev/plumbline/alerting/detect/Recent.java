package dev.plumbline.alerting.detect;

import java.util.ArrayList;
import java.util.List;

/** The counts of the last hour: twelve steps of five minutes. */
public record Recent(List<Count> steps) {
    /** Steps in an hour. */
    public static final int STEPS = 12;

    /** No scores yet. */
    public static final Recent NONE = new Recent(List.of());

    /** The scores of one step, at least one, summed as in a {@link Tally}. */
    public record Count(long step, long n, long bad, double weight, double badWeight, double squares) {
        private static Count of(long step, Tally tally) {
            return new Count(step, tally.n(), tally.bad(), tally.weight(), tally.badWeight(), tally.squares());
        }

        private Tally tally() {
            return new Tally(n, bad, weight, badWeight, squares);
        }
    }

    /** With a later step added and all that is older than an hour before it gone. */
    public Recent with(long step, Tally tally) {
        List<Count> kept = new ArrayList<>(steps);
        kept.removeIf(old -> old.step() <= step - STEPS);
        if (tally.n() > 0) {
            kept.add(Count.of(step, tally));
        }
        return new Recent(List.copyOf(kept));
    }

    /** What the hour's steps hold together. */
    public Tally tally() {
        return steps.stream().map(Count::tally).reduce(Tally.NONE, Tally::plus);
    }
}
