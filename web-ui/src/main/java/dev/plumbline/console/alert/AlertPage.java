package dev.plumbline.console.alert;

import dev.plumbline.console.judge.JudgeLine;
import dev.plumbline.console.score.RatePoint;
import dev.plumbline.console.view.Card;

import java.util.List;

/**
 * An alert as the screen shows it: the page is the evidence.
 *
 * @param chart the rate over time around the alert; empty for a drift alert
 * @param told who was notified, with every attempt
 * @param doubtful judges of the alert's score that answer worse than they did, while the alert is open
 * @param done what the last button did; empty for nothing
 */
record AlertPage(
        AlertLine alert,
        Evidence evidence,
        Card<List<RatePoint>> chart,
        List<Event> history,
        List<Told> told,
        List<JudgeLine> doubtful,
        String done) {

    /**
     * @param numbers names and values
     * @param slices worst first
     * @param findings drift findings of the same feature, in words
     */
    record Evidence(
            List<Number> numbers, List<Slice> slices, List<Example> examples, List<String> findings, Links links) {}

    /**
     * @param finding the drift finding it is about; empty for a quality alert
     * @param requests the feature's requests of the measured time
     * @param objective the largest share that is fine, for the chart; empty for none
     */
    record Links(String finding, String requests, String objective) {}

    /** @param note what the number means; empty for nothing */
    record Number(String name, String value, String note) {}

    /**
     * @param bar length in per cent, {@code low} and {@code high} its interval
     * @param requests the list with this slice only; empty when the list has no such filter
     */
    record Slice(String name, boolean worst, String share, String interval, Counts counts, Bar bar, String requests) {}

    record Counts(String n, String bad, String lift) {}

    /** In per cent of the width. */
    record Bar(String length, String low, String width) {}

    /** A request that shows it. @param input what was asked; empty when it is not known any more */
    record Example(String traceId, String input, String output) {}

    record Event(String at, String change, String actor, String comment) {}

    /** @param again whether it can be sent once more */
    record Told(String id, String receiver, String state, String about, boolean again, List<Attempt> attempts) {}

    record Attempt(int number, String at, String millis, String result) {}

    public boolean firing() {
        return alert.state().equals("firing");
    }

    public String objective() {
        return evidence.links().objective();
    }

    public boolean quality() {
        return evidence.links().finding().isEmpty();
    }
}
