package dev.plumbline.alerting.detect;

import java.util.ArrayList;
import java.util.List;

/** The counts of the last hour: twelve steps of five minutes. */
public record Recent(List<Count> steps) {
    private static final int STEPS = 12;

    /** No scores yet. */
    public static final Recent NONE = new Recent(List.of());

    /** The scores of one step. */
    public record Count(long step, long n, long bad) {}

    /** With a later step added and all that is older than an hour before it gone. */
    public Recent with(Count count) {
        List<Count> kept = new ArrayList<>(steps);
        kept.removeIf(old -> old.step() <= count.step() - STEPS);
        kept.add(count);
        return new Recent(List.copyOf(kept));
    }

    public long n() {
        return steps.stream().mapToLong(Count::n).sum();
    }

    public long bad() {
        return steps.stream().mapToLong(Count::bad).sum();
    }

    public Wilson share() {
        return Wilson.of(bad(), n());
    }
}
