package dev.plumbline.bench.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Quantiles of measured values by the nearest rank. */
public final class Quantiles {
    private final List<Double> sorted;

    public Quantiles(Collection<Double> values) {
        List<Double> copy = new ArrayList<>(values);
        Collections.sort(copy);
        this.sorted = List.copyOf(copy);
    }

    /**
     * The smallest value that so many do not pass; NaN when nothing was measured.
     *
     * @param share in (0, 1]
     */
    public double at(double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    public double median() {
        return at(0.5);
    }

    public int count() {
        return sorted.size();
    }
}
