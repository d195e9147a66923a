package dev.plumbline.drift.evaluation.rival;

import java.util.List;

/** A detector that compares one window with one reference. */
public interface Rival {

    String name();

    /** How far the window lies from the reference that this detector was made with; larger is further. */
    double distance(List<float[]> window);

    /** All of them for one reference of unit vectors. */
    static List<Rival> all(List<float[]> reference) {
        return List.of(
                new BinShares("k-means 5, JSD", reference, 5, BinShares::jensenShannon),
                new BinShares("k-means 50, JSD", reference, 50, BinShares::jensenShannon),
                new BinShares("k-means 10, PSI", reference, 10, BinShares::stability),
                new MeanDistance(reference),
                new KernelDistance(reference),
                new DomainClassifier(reference));
    }
}
