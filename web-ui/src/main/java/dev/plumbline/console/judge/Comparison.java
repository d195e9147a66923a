package dev.plumbline.console.judge;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of two answers a judge preferred, pair by pair, each asked about in both orders.
 *
 * @param sides a and b in words
 * @param rest pairs without an outcome, by what became of them; empty for none
 */
public record Comparison(Of of, Sides sides, String decided, String rest, Results results) {
    private static final int NAME = 80;

    public record Of(String id, String rubric, String scorer, String author, String at) {}

    public record Sides(String a, String b) {}

    /**
     * Shares of the decided pairs; without data while there is none.
     *
     * @param inconsistent the two orders disagree, so that nobody wins
     * @param placed the same place was preferred in both orders, whichever answer stood there
     * @param preferA wins of a among all wins
     */
    public record Results(Share a, Share b, Share tie, Share inconsistent, Share placed, Share preferA) {
        private static final double HALF = 0.5;

        /** {@code a} or {@code b} where it has clearly more than half of all wins; else empty. */
        public String ahead() {
            if (preferA.n() == 0) {
                return "";
            }
            return preferA.low() > HALF ? "a" : preferA.high() < HALF ? "b" : "";
        }
    }

    static List<Comparison> of(Answered.Comparisons comparisons) {
        return comparisons.items().stream().map(Comparison::of).toList();
    }

    private static Comparison of(Answered.Report report) {
        Answered.Of of = report.comparison();
        return new Comparison(
                new Of(
                        Visible.line(of.id(), NAME),
                        Visible.line(of.judged().rubric() + " " + of.judged().version(), NAME),
                        Visible.line(of.judged().scorer(), NAME),
                        Visible.line(of.author(), NAME),
                        Moment.minute(of.at())),
                new Sides(
                        Visible.line(of.sides().a(), NAME),
                        Visible.line(of.sides().b(), NAME)),
                Amount.count(report.counts().decided()) + " of "
                        + Amount.count(report.counts().pairs()),
                rest(report.counts()),
                new Results(
                        Answered.Rate.share(report.results().aWins()),
                        Answered.Rate.share(report.results().bWins()),
                        Answered.Rate.share(report.results().tie()),
                        Answered.Rate.share(report.results().inconsistent()),
                        Answered.Rate.share(report.position().biased()),
                        Answered.Rate.share(report.results().preferA())));
    }

    private static String rest(Answered.Counts counts) {
        List<String> rest = new ArrayList<>();
        add(rest, counts.open(), "open");
        add(rest, counts.abstained(), "abstained");
        add(rest, counts.failed(), "failed");
        add(rest, counts.notJudged(), "not judged");
        return String.join(", ", rest);
    }

    private static void add(List<String> rest, int count, String what) {
        if (count > 0) {
            rest.add(Amount.count(count) + " " + what);
        }
    }
}
