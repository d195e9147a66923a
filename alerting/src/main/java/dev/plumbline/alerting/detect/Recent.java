package dev.plumbline.alerting.detect;

import java.util.ArrayList;
import java.util.List;

/** The counts of the last hour, or of a longer span: twelve steps of five minutes, or as many cells of more steps. */
public record Recent(List<Count> steps) {
    /** Steps in an hour. */
    public static final int STEPS = 12;

    private static final int CELLS = 72;

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
        return with(step, tally, STEPS);
    }

    /**
     * The same for another span. One longer than an hour is kept in at most {@value #CELLS} cells, so that its oldest
     * counts go a cell at a time.
     *
     * @param span in steps, at least {@link #STEPS}
     */
    public Recent with(long step, Tally tally, int span) {
        List<Count> kept = new ArrayList<>(steps);
        kept.removeIf(old -> old.step() <= step - span);
        if (tally.n() > 0) {
            int width = span <= CELLS ? 1 : (span + CELLS - 1) / CELLS;
            long cell = step - Math.floorMod(step, width);
            Count last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            boolean same = last != null && width > 1 && last.step() == cell;
            Tally before = same ? kept.remove(kept.size() - 1).tally() : Tally.NONE;
            kept.add(Count.of(cell, before.plus(tally)));
        }
        return new Recent(List.copyOf(kept));
    }

    /** What the hour's steps hold together. */
    public Tally tally() {
        return steps.stream().map(Count::tally).reduce(Tally.NONE, Tally::plus);
    }
}
