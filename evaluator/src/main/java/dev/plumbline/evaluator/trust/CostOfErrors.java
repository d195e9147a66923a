package dev.plumbline.evaluator.trust;

import dev.plumbline.evaluator.estimate.Labelled;
import dev.plumbline.evaluator.estimate.Proportion;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.rubrics.RubricFile.Costs;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a judge's mistakes cost on average per request, in the unit that the rubric's costs are in. A mean of weighted
 * requests over the dearer of the two costs is a number from 0 to 1, so {@link Proportion} gives its interval, clustered by
 * session; costs in between make that interval wider than it need be, never narrower.
 *
 * @param missed cost of a failure that the judge lets pass
 * @param falseAlarm cost of a good answer that it fails
 * @param perRequest null without labels
 * @param withoutJudge the same if everything passed: a judge that is not cheaper does harm
 */
record CostOfErrors(
        double missed,
        double falseAlarm,
        @Nullable Rate perRequest,
        @Nullable Rate withoutJudge) {

    static CostOfErrors of(Costs costs, List<Labelled> labelled) {
        return new CostOfErrors(
                costs.missed(),
                costs.falseAlarm(),
                mean(costs, labelled, one -> cost(costs, one)),
                mean(costs, labelled, one -> one.labelFail() ? costs.missed() : 0));
    }

    private static double cost(Costs costs, Labelled one) {
        if (one.verdictFail() == one.labelFail()) {
            return 0;
        }
        return one.labelFail() ? costs.missed() : costs.falseAlarm();
    }

    private static @Nullable Rate mean(Costs costs, List<Labelled> labelled, ToDoubleFunction<Labelled> cost) {
        double dearest = Math.max(costs.missed(), costs.falseAlarm());
        Map<String, double[]> sessions = new HashMap<>();
        double squaredWeights = 0;
        for (Labelled one : labelled) {
            double[] sums = sessions.computeIfAbsent(one.session(), name -> new double[2]);
            sums[0] += one.weight() * cost.applyAsDouble(one) / dearest;
            sums[1] += one.weight();
            squaredWeights += one.weight() * one.weight();
        }
        Rate share = Proportion.of(sums(labelled.size(), squaredWeights, sessions));
        return share == null
                ? null
                : new Rate(
                        share.estimate() * dearest,
                        share.low() * dearest,
                        share.high() * dearest,
                        share.n(),
                        share.effectiveN());
    }

    private static Proportion.Sums sums(long n, double squaredWeights, Map<String, double[]> sessions) {
        double w = 0;
        double costs = 0;
        double a2 = 0;
        double b2 = 0;
        double ab = 0;
        for (double[] session : sessions.values()) {
            costs += session[0];
            w += session[1];
            a2 += session[0] * session[0];
            b2 += session[1] * session[1];
            ab += session[0] * session[1];
        }
        return new Proportion.Sums(n, sessions.size(), w, costs, new Proportion.Squares(squaredWeights, b2, a2, ab));
    }
}
