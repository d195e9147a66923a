package dev.plumbline.drift.finding;

import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.reference.View;
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
        String more = change.type() == Change.Type.CLOSED ? "" : clock(change) + others(change);
        return of(change, label)
                + more
                + arrivals.stream().map(Arrival::sentence).collect(Collectors.joining());
    }

    static String of(Change change, String label) {
        String slice = View.slice(change.story().view());
        return slice == null ? whole(change, label) : "Among sessions with " + slice + ": " + whole(change, label);
    }

    private static String whole(Change change, String label) {
        String now = share(change.now());
        String then = change.against().words() + " " + share(change.then());
        String up = change.story().subject().up() ? "more" : "fewer";
        if (change.type() == Change.Type.CLOSED) {
            return "“%s” is no longer beyond chance: %s; %s.".formatted(label, now, then);
        }
        return switch (change.story().subject().kind()) {
            case NEW_CLUSTER -> "New cluster “%s”: %s; %s.".formatted(label, now, then);
            case FORM_CHANGED ->
                "%s sessions whose first input is %s: %s; %s."
                        .formatted(change.story().subject().up() ? "More" : "Fewer", label, now, then);
            case UNFAMILIAR_INPUTS ->
                "More inputs are unlike anything in the reference, and form no cluster: %s; %s.".formatted(now, then);
            case INPUTS_MOVED ->
                ("Inputs as a whole moved, and no cluster or form alone explains it: %s lie where the outermost tenth of"
                                + " the reference was; %s.")
                        .formatted(now, then);
            case OUTPUT_CHANGED ->
                "Answers changed their form: %s answers are %s: %s; %s.".formatted(up, label, now, then);
            case QUALITY_MOVED ->
                "%s is bad %s often, where what is asked did not move: %s; %s."
                        .formatted(label, change.story().subject().up() ? "more" : "less", now, then);
            case EVALUATION_SET ->
                change.story().subject().toldApart()
                        ? ("The %s does not look like traffic: a classifier tells %s from its inputs, which would be 50 %% by"
                                        + " chance; %s.")
                                .formatted(label, now, then)
                        : "More %s: %s; %s.".formatted(label, now, then);
            case SHARE_MOVED -> {
                Interval difference = change.now().minus(change.then());
                String where = change.against().words().equals(View.REFERENCE)
                        ? ""
                        : " " + change.against().words();
                yield "The share of “%s” %s from %s%s to %s: %s points (95 %% interval %s to %s)."
                        .formatted(
                                label,
                                change.story().subject().up() ? "rose" : "fell",
                                share(change.then()),
                                where,
                                now,
                                points(difference.estimate()),
                                points(difference.low()),
                                points(difference.high()));
            }
        };
    }

    /** The other comparisons in which it holds; nothing where there is none. */
    private static String others(Change change) {
        String others =
                change.against().holds().stream().skip(1).map(Statement::named).collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : " It holds too in comparison with " + others + ".";
    }

    private static String named(String view) {
        String slice = View.slice(view);
        return switch (view) {
            case View.FIRST -> "the reference";
            case View.LAST_RELEASE -> "the release before";
            case View.LAST_WEEK -> "the week before";
            default -> slice == null ? view : "the reference among " + slice;
        };
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

    static String learnedAnew(String label) {
        return "“%s” is no longer followed: somebody had the feature learned anew, with what it is like now."
                .formatted(label);
    }

    static String over(String label) {
        return "“%s” is no longer followed: what it was compared with is over.".formatted(label);
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
