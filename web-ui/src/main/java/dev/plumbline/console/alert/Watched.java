package dev.plumbline.console.alert;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a rule knows now, for the list of what is watched.
 *
 * @param objective the largest share that is fine; says so while it is being learned
 * @param slices how many slices are watched besides
 */
public record Watched(String feature, String name, String state, Share fail, String objective, long slices) {
    private static final int NAME = 60;

    /** As alerting lists it. @param slice {@code attribute=value}; empty for the whole */
    record Series(
            String feature,
            String scoreName,
            String slice,
            String state,
            Numbers numbers,
            @Nullable Double objective) {}

    record Numbers(long n, Alert.Estimate share) {}

    record Page(List<Series> items) {}

    static List<Watched> of(Page page) {
        return page.items().stream()
                .filter(series -> series.slice().isEmpty())
                .map(whole -> new Watched(
                        Visible.line(whole.feature(), NAME),
                        Visible.line(whole.scoreName(), NAME),
                        Visible.line(whole.state().replace('_', '-'), NAME),
                        whole.numbers().share().share(whole.numbers().n()),
                        whole.objective() == null ? "still learning" : Amount.percent(whole.objective()),
                        page.items().stream()
                                .filter(other -> !other.slice().isEmpty()
                                        && other.feature().equals(whole.feature())
                                        && other.scoreName().equals(whole.scoreName()))
                                .count()))
                .toList();
    }
}
