package dev.plumbline.console.rule;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A rule that was tried out, as the screen shows it.
 *
 * @param text what was tried; the example when nothing was
 * @param problem why it could not be; empty when it could
 * @param said in a sentence what came of it; empty when nothing was tried
 * @param series what it would watch
 * @param episodes when it would have fired
 */
record Trial(String text, String problem, String said, List<Watched> series, List<Fired> episodes) {
    private static final int NAME = 80;
    private static final int STATEMENT = 500;

    /** What the form begins with. */
    static final String EXAMPLE = """
            name: budget-of-grounded
            kind: burn
            score: grounded
            objective: 0.05
            window: 3d
            """;

    /** A series that it would watch. */
    record Watched(String feature, String score, String slice, String state, String n, String objective) {}

    /** An alert that would have been. @param trace an example's id; empty without one */
    record Fired(String opened, String ended, String severity, String statement, String trace) {}

    static Trial none() {
        return new Trial(EXAMPLE, "", "", List.of(), List.of());
    }

    static Trial failed(String text, @Nullable String problem) {
        return new Trial(text, problem == null ? "it could not be tried" : problem, "", List.of(), List.of());
    }

    static Trial of(String text, RuleClient.Checked checked) {
        List<Watched> series = checked.series().stream()
                .map(one -> new Watched(
                        Visible.line(one.feature(), NAME),
                        Visible.line(one.scoreName(), NAME),
                        Visible.line(one.slice(), NAME),
                        Visible.line(one.state().replace('_', '-'), NAME),
                        Amount.count(one.n()),
                        one.objective() == null ? "still learning" : Amount.percent(one.objective())))
                .toList();
        String said = "Valid: rule " + checked.rule() + " of kind " + checked.kind()
                + (series.isEmpty()
                        ? ". It would watch no series that there is now."
                        : ". It would watch " + series.size() + " series.")
                + (checked.cut().isEmpty() ? "" : " Not all was looked at: " + checked.cut() + ".");
        return new Trial(text, "", Visible.line(said, STATEMENT), series, List.of());
    }

    static Trial of(String text, RuleClient.Backtest past) {
        List<Fired> episodes = past.past().episodes().stream()
                .map(episode -> new Fired(
                        Moment.minute(episode.openedAt()),
                        ended(episode.resolvedAt()),
                        Visible.line(episode.severity(), NAME),
                        Visible.line(episode.statement(), STATEMENT),
                        episode.evidence().exampleTraceIds().stream()
                                .findFirst()
                                .filter(id -> id.matches("[0-9a-f]{32}"))
                                .orElse("")))
                .toList();
        String said = "Rule " + past.rule() + " would have fired " + past.fired()
                + (past.fired() == 1 ? " time" : " times") + " from " + Moment.minute(past.from()) + " to "
                + Moment.minute(past.past().reached()) + " UTC, by "
                + Amount.count(past.past().read().scores()) + " scores."
                + (past.complete() ? "" : " It was cut there: " + past.past().cut() + ".");
        return new Trial(text, "", Visible.line(said, STATEMENT), List.of(), episodes);
    }

    private static String ended(@Nullable Instant at) {
        return at == null ? "not yet" : Moment.minute(at);
    }

    public boolean wasTried() {
        return !problem.isEmpty() || !said.isEmpty();
    }
}
