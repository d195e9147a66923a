package dev.plumbline.drift.finding;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.stat.Interval;
import dev.plumbline.drift.stat.Share;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A sentence for people: what moved, from what to what, with n and the interval, and what the clock explains of it. */
final class Statement {

    private Statement() {}

    /** With what was first seen when it began. */
    static String of(Change change, String label, List<Arrival> arrivals) {
        String hours = change.type() == Change.Type.CLOSED ? "" : clock(change);
        return of(change, label)
                + hours
                + arrivals.stream().map(Arrival::sentence).collect(Collectors.joining());
    }

    static String of(Change change, String label) {
        String now = share(change.now());
        String then = share(change.then());
        if (change.type() == Change.Type.CLOSED) {
            return "“%s” is no longer beyond chance: %s; in the reference %s.".formatted(label, now, then);
        }
        switch (change.story().subject().kind()) {
            case NEW_CLUSTER:
                return "New cluster “%s”: %s; in the reference %s.".formatted(label, now, then);
            case FORM_CHANGED:
                return "%s sessions whose first input is %s: %s; in the reference %s."
                        .formatted(change.story().subject().up() ? "More" : "Fewer", label, now, then);
            case UNFAMILIAR_INPUTS:
                return "More inputs are unlike anything in the reference, and form no cluster: %s; in the reference %s."
                        .formatted(now, then);
            case INPUTS_MOVED:
                return ("Inputs as a whole moved, and no cluster or form alone explains it: %s lie where the outermost"
                                + " tenth of the reference was; in the reference %s.")
                        .formatted(now, then);
            case OUTPUT_CHANGED:
                return "Answers changed their form: %s answers are %s: %s; in the reference %s."
                        .formatted(change.story().subject().up() ? "more" : "fewer", label, now, then);
            case QUALITY_MOVED:
                return "%s is bad %s often, where what is asked did not move: %s; in the reference %s."
                        .formatted(label, change.story().subject().up() ? "more" : "less", now, then);
            case EVALUATION_SET:
                return change.story().subject().toldApart()
                        ? ("The %s does not look like traffic: a classifier tells %s from its inputs, which would be 50 %% by"
                                        + " chance; in the reference %s.")
                                .formatted(label, now, then)
                        : "More %s: %s; in the reference %s.".formatted(label, now, then);
            case SHARE_MOVED:
                break;
        }
        Interval difference = change.now().minus(change.then());
        return "The share of “%s” %s from %s to %s: %s points (95 %% interval %s to %s)."
                .formatted(
                        label,
                        change.story().subject().up() ? "rose" : "fell",
                        then,
                        now,
                        points(difference.estimate()),
                        points(difference.low()),
                        points(difference.high()));
    }

    /** What the hours have to do with it; nothing where it does not depend on them. */
    private static String clock(Change change) {
        Change.Shares shares = change.shares();
        return switch (shares.hours()) {
            case ANY -> "";
            case SAME ->
                " Around the clock %s %% is usual, at these hours %s %%: the clock explains %s points, %s remain."
                        .formatted(
                                percent(shares.usual().value()),
                                percent(shares.then().value()),
                                points(shares.then().value() - shares.usual().value()),
                                points(shares.now().value() - shares.then().value()));
            case UNSEEN -> " The reference does not have these hours of the day: they alone may be what is different.";
        };
    }

    static String abandoned(String label) {
        return "“%s” is no longer followed: the embedding model changed, and vectors of two models cannot be compared."
                .formatted(label);
    }

    static String givenUp(String label) {
        return "“%s” is no longer followed: the evaluation set was deleted.".formatted(label);
    }

    private static String share(Share share) {
        Interval interval = share.interval();
        return "%s %% of %d sessions (95 %% interval %s to %s %%)"
                .formatted(percent(share.value()), share.n(), percent(interval.low()), percent(interval.high()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", 100 * difference);
    }
}
