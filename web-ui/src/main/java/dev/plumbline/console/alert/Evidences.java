package dev.plumbline.console.alert;

import dev.plumbline.console.frame.Frame;
import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Moment;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Evidence in numbers, made into evidence in words and pictures. */
final class Evidences {
    private static final int NAME = 120;
    private static final int LINE = 400;

    /** What the list of requests can be filtered by. */
    private static final Set<String> FILTERS = Set.of("release", "session");

    private Evidences() {}

    static AlertPage.Evidence of(Alert alert, List<AlertPage.Example> examples, Frame frame) {
        Alert.Evidence evidence = alert.evidence();
        Url requests = frame.to("/traces")
                .with("feature", alert.subject().feature())
                .with("from", Moment.of(evidence.period().fromNano()).toString())
                .with("to", Moment.of(evidence.period().toNano()).toString());
        boolean drift = alert.subject().kind().equals("drift");
        return new AlertPage.Evidence(
                numbers(evidence),
                evidence.slices().stream()
                        .map(slice -> slice(slice, evidence.slice(), requests))
                        .toList(),
                examples,
                evidence.findings().stream()
                        .map(finding -> Visible.line(finding, LINE))
                        .toList(),
                new AlertPage.Links(
                        drift
                                ? frame.to("/drift/findings/"
                                                + Url.encode(alert.subject().name()))
                                        .toString()
                                : "",
                        requests.toString(),
                        evidence.measure().objective() == null
                                ? ""
                                : String.valueOf(evidence.measure().objective())));
    }

    private static List<AlertPage.Number> numbers(Alert.Evidence evidence) {
        Alert.Measure measure = evidence.measure();
        Share share = measure.share().share(measure.n());
        List<AlertPage.Number> numbers = new ArrayList<>();
        numbers.add(new AlertPage.Number(
                measure.bad() == null ? "share" : "fails", share.percent(), share.interval() + " (95 %)"));
        numbers.add(new AlertPage.Number(
                measure.bad() == null ? "sessions" : "scores",
                share.count(),
                measure.bad() == null ? "" : Amount.count(measure.bad()) + " failed"));
        if (measure.objective() != null) {
            numbers.add(new AlertPage.Number("up to this is fine", Amount.percent(measure.objective()), ""));
        }
        if (measure.detector() != null && measure.threshold() != null) {
            numbers.add(new AlertPage.Number(
                    "detector", number(measure.detector()), "alarms at " + number(measure.threshold())));
        }
        if (!evidence.slice().isEmpty()) {
            numbers.add(new AlertPage.Number("slice", Visible.line(evidence.slice(), NAME), ""));
        }
        if (!evidence.releases().isEmpty()) {
            numbers.add(
                    new AlertPage.Number("releases", Visible.line(String.join(", ", evidence.releases()), NAME), ""));
        }
        numbers.add(new AlertPage.Number(
                "measured over",
                Moment.minute(Moment.of(evidence.period().fromNano())) + " to "
                        + Moment.minute(Moment.of(evidence.period().toNano())) + " UTC",
                ""));
        return List.copyOf(numbers);
    }

    private static AlertPage.Slice slice(Alert.SliceShare slice, String worst, Url requests) {
        Share share = slice.share().share(slice.n());
        int equals = slice.slice().indexOf('=');
        String attribute = equals < 0 ? "" : slice.slice().substring(0, equals);
        return new AlertPage.Slice(
                Visible.line(slice.slice(), NAME),
                slice.slice().equals(worst),
                share.percent(),
                share.interval(),
                new AlertPage.Counts(share.count(), Amount.count(slice.bad()), number(slice.lift()) + " ×"),
                new AlertPage.Bar(percent(share.estimate()), percent(share.low()), percent(share.high() - share.low())),
                FILTERS.contains(attribute)
                        ? requests.with(attribute, slice.slice().substring(equals + 1))
                                .toString()
                        : "");
    }

    private static String number(double value) {
        return value >= 100 ? Amount.count(Math.round(value)) : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", Math.max(0, Math.min(100, share * 100)));
    }
}
