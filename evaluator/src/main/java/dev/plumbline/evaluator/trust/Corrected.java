package dev.plumbline.evaluator.trust;

import dev.plumbline.evaluator.estimate.Agreement;
import dev.plumbline.evaluator.estimate.Correction;
import dev.plumbline.evaluator.estimate.Labelled;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a scorer's rate becomes when its mistakes are taken out.
 *
 * @param labels of the same traffic
 * @param predictionPowered from them; null when they lack one of the verdicts
 * @param roganGladen from all labels of the scorer version; null when they do not show it to be better than chance
 */
public record Corrected(
        Trust trust,
        long labels,
        @Nullable Rate predictionPowered,
        @Nullable Rate roganGladen) {

    /**
     * @param flagged the scorer's rate; null without any
     * @param here labels of the traffic whose rate it is
     * @param all labels of the scorer version, of whichever traffic
     */
    public static Corrected of(Trust trust, @Nullable Rate flagged, List<Labelled> here, Agreement all) {
        return flagged == null
                ? new Corrected(trust, here.size(), null, null)
                : new Corrected(
                        trust,
                        here.size(),
                        Correction.predictionPowered(flagged, Agreement.of(here)),
                        Correction.roganGladen(flagged, all));
    }
}
