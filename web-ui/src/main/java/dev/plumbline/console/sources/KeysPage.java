package dev.plumbline.console.sources;

import dev.plumbline.console.snippet.Snippets;
import dev.plumbline.console.view.Card;
import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The keys of a project as the screen shows them.
 *
 * @param made a key that was just made; null for none
 * @param said why something was refused, or what was done; empty for nothing
 */
record KeysPage(
        String project, Card<List<Line>> keys, @Nullable Made made, Said said) {
    private static final int NAME = 80;

    /** @param ends empty while it is good */
    record Line(String id, String made, String ends) {
        static Line of(Kept.Key key) {
            return new Line(
                    Visible.line(key.id(), NAME), Visible.line(key.createdAt(), NAME), Visible.line(key.ends(), NAME));
        }
    }

    /** Shown once. @param setup what to paste, with the key in it */
    record Made(String key, List<Snippets.Snippet> setup) {}

    record Said(String text, boolean refused) {
        static final Said NOTHING = new Said("", false);
    }
}
