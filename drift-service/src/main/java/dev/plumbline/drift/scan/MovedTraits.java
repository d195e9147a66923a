package dev.plumbline.drift.scan;

import dev.plumbline.drift.form.Form;
import dev.plumbline.drift.form.Trait;
import dev.plumbline.drift.stat.ExactTest;
import dev.plumbline.drift.stat.Share;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which trait of form more or fewer sessions have. Each trait's count in the window is compared with its count in the
 * held-out half by the exact test, both sides, Bonferroni over traits. The cuts come from the other half, so they know
 * nothing of what is counted.
 */
public final class MovedTraits {

    private final List<Trait> traits;
    private final List<Form> window;
    private final List<Form> held;

    public MovedTraits(List<Trait> traits, List<Form> window, List<Form> held) {
        this.traits = traits;
        this.window = window;
        this.held = held;
    }

    /** @param pValue after correction for all traits and both directions */
    public record Moved(Trait trait, boolean up, double pValue) {}

    /** The clearest, or nothing where there is no trait. */
    public @Nullable Moved clearest() {
        Moved clearest = null;
        for (Trait trait : traits) {
            Share now = share(trait, window);
            Share then = share(trait, held);
            double more = ExactTest.excess(now, then);
            double less = ExactTest.deficit(now, then);
            double corrected = Math.min(1, 2 * traits.size() * Math.min(more, less));
            if (clearest == null || corrected < clearest.pValue()) {
                clearest = new Moved(trait, more < less, corrected);
            }
        }
        return clearest;
    }

    private static Share share(Trait trait, List<Form> forms) {
        return new Share((int) forms.stream().filter(trait::holds).count(), forms.size());
    }
}
