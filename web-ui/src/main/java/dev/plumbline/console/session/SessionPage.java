package dev.plumbline.console.session;

import dev.plumbline.console.traces.Listed;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;

import java.util.List;

/**
 * A session as the screen shows it: a page of its turns, in the order they were made.
 *
 * @param id as sent
 * @param scoresProblem why no scores are shown; empty when they are
 */
record SessionPage(String id, List<SessionPage.Fact> facts, List<Turn> turns, String scoresProblem, Links links) {
    private static final int NAME = 200;

    /** Something that is true of all turns on the page. */
    record Fact(String name, String value) {}

    /**
     * One request of the session.
     *
     * @param number from 1 on, counted over the whole session
     * @param pause since the answer before; empty for the first on a page and where turns overlap
     * @param asked the first 2 kB of it, as {@code answered}
     * @param compare this turn beside the one before; empty for the first on a page
     */
    record Turn(
            int number,
            String pause,
            List<Visible.Piece> asked,
            List<Visible.Piece> answered,
            boolean cut,
            Listed listed,
            String compare) {}

    /** @param next the next page; empty on the last */
    record Links(Url page, String next, String first) {}

    public String shown() {
        return Visible.line(id, NAME);
    }

    /** The page as a file. */
    public Url file(String kind) {
        return links.page().at("/download/session." + kind).with("id", id);
    }
}
