package dev.plumbline.evaluator.trust;

import dev.plumbline.evaluator.estimate.Agreement;
import dev.plumbline.evaluator.estimate.Labelled;
import dev.plumbline.evaluator.estimate.Proportion.Rate;
import dev.plumbline.evaluator.trust.LabelledStore.Row;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/**
 * The labels of a project, read once for any number of rates to correct.
 *
 * @param needed labels that a judge needs before it may gate
 */
public record LabelSet(List<Row> rows, int needed) {

    /**
     * @param flagged the scorer's rate in some traffic; null without any
     * @param here whether a labelled request is of that traffic
     */
    public Corrected correct(String rubric, String scorer, @Nullable Rate flagged, Predicate<Row> here) {
        List<Row> ofScorer = rows.stream()
                .filter(row -> row.rubric().equals(rubric) && row.scorer().equals(scorer))
                .toList();
        List<Labelled> ofTraffic =
                ofScorer.stream().filter(here).map(Row::labelled).toList();
        Agreement all = Agreement.of(ofScorer.stream().map(Row::labelled).toList());
        return Corrected.of(Trust.of(scorer, all, needed), flagged, ofTraffic, all);
    }
}
