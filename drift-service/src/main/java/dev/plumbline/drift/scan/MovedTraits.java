package dev.plumbline.drift.scan;

import dev.plumbline.drift.form.Trait;
import dev.plumbline.drift.stat.Slotted;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * Which trait of form more or fewer sessions have. Each trait's count in the window is compared with its count in the
 * held-out half by the exact test, both sides, Bonferroni over traits; hours are held apart where it depends on them. The
 * cuts come from the other half, so they know nothing of what is counted.
 */
public final class MovedTraits {

    private final List<Trait> traits;
    private final Function<Trait, Slotted> counts;

    /** @param counts of sessions that have the trait, in window and reference */
    public MovedTraits(List<Trait> traits, Function<Trait, Slotted> counts) {
        this.traits = traits;
        this.counts = counts;
    }

    /** @param pValue after correction for all traits and both directions */
    public record Moved(Trait trait, boolean up, double pValue) {}

    /** The clearest, or nothing where there is no trait. */
    public @Nullable Moved clearest() {
        Moved clearest = null;
        boolean byClock = Slotted.anyByClock(traits.stream().map(counts).toList());
        for (Trait trait : traits) {
            Slotted.Side side = counts.apply(trait).in(byClock).clearer();
            double corrected = Math.min(1, 2 * traits.size() * side.pValue());
            if (clearest == null || corrected < clearest.pValue()) {
                clearest = new Moved(trait, side.up(), corrected);
            }
        }
        return clearest;
    }
}
