package dev.plumbline.console.drift;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;

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

    /** @param points the change, with its interval; {@code chance} the p value */
    record What(String feature, String label, String points, String chance) {}

    record When(String since, String opened, String until, String closed) {}

    /** Then and now, each as a bar. */
    record Bars(Bar then, Bar now) {}

    /** Lengths in per cent of the width. @param low start of the interval, {@code width} its length */
    record Bar(Share share, String length, String low, String width) {

        /** @param full the share that fills the width */
        static Bar of(Share share, double full) {
            if (share.n() == 0) {
                return new Bar(share, "0", "0", "0");
            }
            return new Bar(
                    share,
                    percent(share.estimate() / full),
                    percent(share.low() / full),
                    percent((share.high() - share.low()) / full));
        }

        private static String percent(double part) {
            return String.format(Locale.ROOT, "%.2f%%", 100 * Math.max(0, Math.min(1, part)));
        }
    }

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
                        chance(finding.shares().pValue())),
                new When(
                        Moment.second(finding.when().since()),
                        Moment.second(finding.when().opened()),
                        Moment.second(finding.when().until()),
                        finding.when().closed() == null
                                ? ""
                                : Moment.second(finding.when().closed())),
                new Bars(Bar.of(then, full), Bar.of(now, full)));
    }

    private static String chance(double p) {
        return p < 0.0001 ? "below 0.01 %" : Amount.percent(p);
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "new_cluster" -> "new kind of request";
            case "share_moved" -> "share moved";
            default -> Visible.line(kind, NAME);
        };
    }
}
