package dev.plumbline.console.drift;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Bar;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * A finding for people.
 *
 * @param kind in words
 * @param since start of the window that raised it, and until when it was counted
 * @param bars the two shares as pictures
 */
record FindingLine(String id, String state, String kind, String statement, What what, When when, Bars bars) {
    private static final int NAME = 120;
    private static final int LINE = 500;

    /**
     * @param points the change, with its interval; {@code chance} the p value
     * @param cases how many cases cover it; empty where nothing is tested
     */
    record What(String feature, String label, String points, String chance, String cases, Compared compared) {}

    record When(String since, String opened, String until, String closed) {}

    /** Then and now, each as a bar. */
    record Bars(Bar then, Bar now) {}

    static FindingLine of(Finding finding) {
        Share then = finding.shares().referenceShare().share();
        Share now = finding.shares().share().share();
        double full = Math.max(0.01, Math.max(then.high(), now.high()));
        Measured.Interval points = finding.shares().difference();
        return new FindingLine(
                finding.id(),
                Visible.line(finding.what().state(), NAME),
                kind(finding.what().kind()),
                Visible.line(finding.statement(), LINE),
                new What(
                        Visible.line(finding.what().feature(), NAME),
                        Visible.line(finding.what().label(), NAME),
                        String.format(
                                Locale.ROOT,
                                "%+.1f points (%+.1f to %+.1f)",
                                100 * points.estimate(),
                                100 * points.low(),
                                100 * points.high()),
                        chance(finding.shares().pValue()),
                        finding.what().kind().equals("evaluation_set")
                                ? ""
                                : cases(finding.shares().cases()),
                        Compared.of(finding.what().against())),
                new When(
                        Moment.second(finding.when().since()),
                        Moment.second(finding.when().opened()),
                        Moment.second(finding.when().until()),
                        finding.when().closed() == null
                                ? ""
                                : Moment.second(finding.when().closed())),
                new Bars(Bar.of(then, full), Bar.of(now, full)));
    }

    /** Empty where nothing is tested. */
    static String cases(@Nullable Integer cases) {
        return cases == null ? "" : cases == 0 ? "no case" : Amount.count(cases) + (cases == 1 ? " case" : " cases");
    }

    private static String chance(double p) {
        return p < 0.0001 ? "below 0.01 %" : Amount.percent(p);
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "new_cluster" -> "new kind of request";
            case "share_moved" -> "share moved";
            case "evaluation_set" -> "evaluation set";
            default -> Visible.line(kind, NAME);
        };
    }
}
