package dev.plumbline.console.drift;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;

import java.time.Instant;
import java.util.List;

/**
 * A finding as the screen shows it.
 *
 * @param points the cluster's share in each window
 * @param changes how it went
 * @param requests the feature's requests of that time
 */
record FindingPage(
        FindingLine finding, List<Example> examples, List<Point> points, List<Change> changes, String requests) {
    private static final int LINE = 500;

    /** A request that shows it. @param input what was asked; empty when it is not known any more */
    record Example(String traceId, String input, String output) {}

    record Point(String iso, String at, Share share) {}

    record Change(String change, String at, String statement) {}

    static FindingPage of(Finding finding, List<Example> examples, Frame frame) {
        List<Measured.Point> series = finding.course().series();
        List<Finding.Changed> changes = finding.course().changes();
        Instant until = finding.when().until();
        return new FindingPage(
                FindingLine.of(finding),
                examples,
                series == null
                        ? List.of()
                        : series.stream()
                                .map(point -> new Point(
                                        point.from().toString(),
                                        Moment.minute(point.from()) + " to " + Moment.minute(point.until()),
                                        point.share().share()))
                                .toList(),
                changes == null
                        ? List.of()
                        : changes.stream()
                                .map(change -> new Change(
                                        Visible.line(change.change(), LINE),
                                        Moment.second(change.at()),
                                        Visible.line(change.statement(), LINE)))
                                .toList(),
                frame.to("/traces")
                        .with("feature", finding.what().feature())
                        .with("from", finding.when().since().toString())
                        .with("to", until.plusSeconds(1).toString())
                        .toString());
    }
}
