package dev.plumbline.console.rule;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The rules and silences as the screen shows them.
 *
 * @param wanted what a new silence is filled in with
 * @param done what was just done, {@code refused: why}, or empty
 * @param trial a rule that was tried out; one that was not is empty
 */
record RulesPage(
        Card<List<Line>> rules,
        Card<List<Quiet>> silences,
        Card<List<Rest>> pauses,
        Wanted wanted,
        String done,
        Trial trial) {
    private static final int NAME = 80;
    private static final int REASON = 300;

    /** @param slice empty for the whole; {@code distance} how far the detector is, on its logarithm, 0 to 100 % */
    record Line(Of of, String state, Share fail, String objective, String detector, String distance) {}

    /** What is watched. @param rule {@code kind name}; empty for what is built in */
    record Of(String feature, String score, String slice, String rule) {}

    /** A pause. @param of the rule and its series */
    record Rest(Of of, String until, String by) {}

    /** A silence. @param held how many notifications it held back */
    record Quiet(int id, String state, String what, String until, String held, String by) {
        public boolean lasts() {
            return !state.equals("ended");
        }
    }

    /** The fields of a new silence. */
    record Wanted(String feature, String subject) {}

    public boolean refused() {
        return done.startsWith("refused");
    }

    static List<Line> lines(RuleClient.Rules rules) {
        return rules.items().stream().map(RulesPage::line).toList();
    }

    private static Line line(RuleClient.Series series) {
        double detector = series.numbers().detector();
        Double objective = series.limits().objective();
        double threshold = series.limits().threshold();
        double far = detector <= 1 || threshold <= 1 ? 0 : Math.min(1, Math.log(detector) / Math.log(threshold));
        return new Line(
                new Of(
                        Visible.line(series.feature(), NAME),
                        Visible.line(series.scoreName(), NAME),
                        Visible.line(series.slice(), NAME),
                        by(series.by())),
                Visible.line(series.state().replace('_', '-'), NAME),
                series.numbers().share().share(series.numbers().n()),
                objective == null ? "still learning" : Amount.percent(objective),
                number(detector) + " of " + number(threshold),
                String.format(Locale.ROOT, "%.1f%%", far * 100));
    }

    private static String by(RuleClient.@Nullable By by) {
        return by == null || by.version() == 0
                ? ""
                : Visible.line(by.kind() + " " + by.rule() + " v" + by.version(), NAME);
    }

    static List<Rest> rests(RuleClient.Pauses pauses) {
        return pauses.items().stream()
                .map(pause -> new Rest(
                        new Of(
                                text(pause.what().feature()),
                                text(pause.what().score()),
                                text(pause.what().slice()),
                                Visible.line(pause.what().rule(), NAME)),
                        Moment.minute(pause.endsAt()),
                        Visible.line(pause.pausedBy() + ": " + pause.reason(), REASON)))
                .toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : Visible.line(value, NAME);
    }

    static List<Quiet> quiet(RuleClient.Silences silences) {
        return silences.items().stream()
                .map(shown -> new Quiet(
                        shown.silence().id(),
                        Visible.line(shown.state(), NAME),
                        Visible.line(
                                shown.silence().matchers().stream()
                                        .map(matcher -> matcher.name() + " " + matcher.op() + " " + matcher.value())
                                        .collect(Collectors.joining(", ")),
                                REASON),
                        Moment.minute(shown.silence().startsAt()) + " to "
                                + Moment.minute(shown.silence().endsAt()),
                        Amount.count(shown.held()),
                        Visible.line(shown.by().author() + ": " + shown.by().reason(), REASON)))
                .toList();
    }

    private static String number(double value) {
        return value >= 100 ? Amount.count(Math.round(value)) : String.format(Locale.ROOT, "%.2f", value);
    }
}
