package dev.plumbline.console.drift.tested;

import dev.plumbline.console.drift.Measured;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Bar;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * An evaluation set for people.
 *
 * @param tag how its state looks: {@code ok}, {@code findings} or {@code learning}
 * @param state in words
 * @param cases how many and how old
 * @param standing null before the first look
 */
public record EvaluationLine(
        String name,
        String tag,
        String state,
        String cases,
        @Nullable Standing standing) {
    private static final int NAME = 100;
    private static final int WORD = 60;
    private static final int EXAMPLES = 3;

    /**
     * @param window which sessions
     * @param untested the clusters without a case, the most traffic first
     * @param apart whether the set is told apart from traffic, in a sentence
     */
    public record Standing(
            String window, Share coverage, Bar bar, List<Untested> untested, Apart apart, List<Unvisited> unvisited) {}

    /** @param examples trace ids */
    public record Untested(String label, Share share, Bar bar, List<String> examples) {}

    /** @param numbers empty where it was not asked */
    public record Apart(String sentence, String numbers, String inTraffic, String inCases) {}

    /** Cases that no session comes near. */
    public record Unvisited(String sentence, List<String> ids) {}

    public static List<EvaluationLine> of(List<EvaluationSet> sets) {
        return sets.stream().map(EvaluationLine::of).toList();
    }

    private static EvaluationLine of(EvaluationSet set) {
        EvaluationSet.Cases cases = set.cases();
        EvaluationSet.Standing standing = set.standing();
        String unreadable = cases.unreadable() == 0 ? "" : ", " + Amount.count(cases.unreadable()) + " unreadable";
        return new EvaluationLine(
                Visible.line(set.name(), NAME),
                tag(set),
                switch (set.state()) {
                    case "embedding" -> "reading, " + Amount.count(cases.waiting()) + " to go";
                    case "learning" -> "waits for the feature’s reference";
                    default ->
                        standing != null
                                        && standing.apart() != null
                                        && standing.apart().toldApart()
                                ? "told apart from traffic"
                                : "watched";
                },
                Amount.count(cases.n()) + (cases.n() == 1 ? " case" : " cases") + unreadable + ", the oldest since "
                        + Moment.minute(cases.oldest()) + " UTC",
                standing == null ? null : standing(standing));
    }

    private static String tag(EvaluationSet set) {
        EvaluationSet.Standing standing = set.standing();
        if (standing == null) {
            return "learning";
        }
        return standing.apart() != null && standing.apart().toldApart() ? "findings" : "ok";
    }

    private static Standing standing(EvaluationSet.Standing standing) {
        double full = standing.untested().stream()
                .mapToDouble(row -> row.share().high())
                .max()
                .orElse(1);
        Share coverage = standing.coverage().share();
        return new Standing(
                Amount.count(standing.window().sessions()) + " sessions, "
                        + Moment.minute(standing.window().from()) + " to "
                        + Moment.minute(standing.window().until()) + " UTC",
                coverage,
                Bar.of(coverage, 1),
                standing.untested().stream()
                        .map(row -> new Untested(
                                Visible.line(row.label(), NAME),
                                row.share().share(),
                                Bar.of(row.share().share(), full),
                                row.examples().stream().limit(EXAMPLES).toList()))
                        .toList(),
                apart(standing.apart()),
                List.of(
                        unvisited(standing, standing.unvisited().noLonger(), "asked before, and by none"),
                        unvisited(standing, standing.unvisited().never(), "never asked, nor by any")));
    }

    private static Apart apart(EvaluationSet.@Nullable Apart apart) {
        if (apart == null) {
            return new Apart("Not asked: that takes 20 cases and 100 sessions.", "", "", "");
        }
        Measured.Interval area = apart.area();
        return new Apart(
                apart.toldApart()
                        ? "A classifier tells its inputs from traffic."
                        : "No classifier tells its inputs from traffic clearly.",
                String.format(
                        Locale.ROOT,
                        "area %.2f (%.2f to %.2f; 0.5 by chance), p %s",
                        area.estimate(),
                        area.low(),
                        area.high(),
                        apart.pValue() < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", apart.pValue())),
                words(apart.inTraffic()),
                words(apart.inCases()));
    }

    private static String words(List<String> words) {
        return String.join(
                ", ", words.stream().map(word -> Visible.line(word, WORD)).toList());
    }

    private static Unvisited unvisited(EvaluationSet.Standing standing, EvaluationSet.Some some, String which) {
        String sentence = some.n() == 0
                ? ""
                : "%s of its cases: %s of the latest %s sessions."
                        .formatted(
                                Amount.count(some.n()),
                                which,
                                Amount.count(standing.unvisited().sessions()));
        return new Unvisited(
                sentence,
                some.examples().stream()
                        .map(one -> Visible.line(one.id(), WORD))
                        .toList());
    }
}
