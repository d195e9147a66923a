package dev.plumbline.console.traces;

import dev.plumbline.console.saved.SavedView;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Url;

import java.util.List;

/**
 * The list of requests as the screen shows it.
 *
 * @param rows the page's requests; failed when the trace store did not answer
 * @param scoresProblem why no scores are shown; empty when they are
 * @param views lists of the project under a name
 * @param facets failed when they could not be counted in time
 */
record TracesPage(
        Form form,
        Card<List<Listed>> rows,
        String scoresProblem,
        Card<FacetPanel> facets,
        Card<List<SavedView>> views,
        Links links) {

    /**
     * What was asked for, to be changed.
     *
     * @param values each field's value, empty when unset
     * @param kept further conditions, which the form must not lose
     * @param chips the conditions that are set, each with the link that takes it away
     * @param range the time range in words
     */
    record Form(Values values, List<Kept> kept, List<Condition> chips, String range) {}

    /** The fields. */
    record Values(String feature, String release, String status, String session, String text, Times times) {}

    /** Either {@code last} or the two ends. */
    record Times(String last, String from, String to) {}

    /** A hidden field. */
    record Kept(String name, String value) {}

    /** A condition that is set. */
    record Condition(String name, String value, Url without) {}

    /**
     * @param here this list without its place in it, for links that change one condition
     * @param page this page of it
     * @param next the next page; empty on the last
     * @param newer asks how many requests came since; empty on later pages
     * @param until how far back was looked before the time was up, and from where {@code next} goes on; empty otherwise
     */
    record Links(Url here, Url page, String next, String first, String newer, String until) {}

    /** The address of the list, without the place in it: what a saved view keeps. */
    public String here() {
        return links.here().toString();
    }

    /** The list with one more condition. */
    public String where(String name, String value) {
        return links.here().with(name, value).toString();
    }

    public List<String> presets() {
        return List.of("1h", "24h", "7d", "30d");
    }

    /** The page as a file. */
    public Url file(String kind) {
        return links.page().at("/download/requests." + kind);
    }

    /** The list over another time. */
    public String last(String preset) {
        return links.here().without("from").without("to").with("last", preset).toString();
    }

    public boolean isLast(String preset) {
        return form.values().times().last().equals(preset);
    }
}
