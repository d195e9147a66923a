package dev.plumbline.console.trace;

import dev.plumbline.console.compare.Similar;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;

import java.util.List;

/**
 * One trace as the screen shows it.
 *
 * @param similar other requests with the same question
 * @param here the page, with nothing chosen in it
 * @param fragment the panel's own address
 */
record TracePage(
        TraceHead head, Card<List<Similar>> similar, Waterfall waterfall, Panel panel, Url here, Url fragment) {

    /** The page with a span chosen. */
    public String span(String spanId) {
        return here.with("span", spanId).toString();
    }

    /** The panel of a span. */
    public String panelOf(String spanId) {
        return fragment.with("span", spanId).toString();
    }

    public boolean chosen(String spanId) {
        return panel.head().spanId().equals(spanId);
    }

    /** The waterfall from another line on. */
    public String from(int first) {
        return here.with("first", String.valueOf(first)).toString();
    }
}
