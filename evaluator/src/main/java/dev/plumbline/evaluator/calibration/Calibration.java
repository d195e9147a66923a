package dev.plumbline.evaluator.calibration;

import dev.plumbline.evaluator.calibration.Errors.Interval;
import dev.plumbline.evaluator.calibration.Reliability.Bin;
import dev.plumbline.evaluator.calibration.SelectiveRisk.LeastCertain;
import dev.plumbline.evaluator.calibration.SelectiveRisk.Point;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How confidence and outcomes of the same requests go together.
 *
 * @param right share of right answers: what confidence of no worth would always say
 * @param unusable requests with a confidence or outcome that cannot be read; they are in no other number
 */
record Calibration(
        @Nullable Rate right,
        @Nullable Interval ece,
        @Nullable Rate brier,
        List<Bin> bins,
        List<Point> selectiveRisk,
        @Nullable LeastCertain leastCertain,
        long unusable) {

    /** @param leastCertain the share to look at first, above 0 and below 1 */
    static Calibration of(List<Predicted> requests, long unusable, int bins, double leastCertain) {
        return new Calibration(
                Errors.mean(requests, one -> one.right() ? 1 : 0),
                Errors.ece(requests, bins),
                Errors.brier(requests),
                Reliability.bins(requests, bins),
                SelectiveRisk.curve(requests),
                SelectiveRisk.leastCertain(requests, leastCertain),
                unusable);
    }
}
