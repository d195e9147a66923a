package dev.plumbline.console.trace;

import dev.plumbline.console.view.Amount;
import dev.plumbline.console.view.Url;
import dev.plumbline.console.view.Visible;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A stretch of a text of strangers, and how to get the rest.
 *
 * @param pieces what to show
 * @param more the fragment with the next stretch; empty when this is the last
 * @param download the whole text as a file
 * @param rest how much is not shown yet, in words
 */
public record Excerpt(List<Visible.Piece> pieces, String more, String download, String rest) {
    /** Characters shown at first. */
    static final int FIRST = 16 * 1024;

    /** Characters of each further stretch. */
    private static final int FURTHER = 64 * 1024;

    /** A text with more marks than this is shown without their names: each costs an element. */
    private static final int MOST_PIECES = 300;

    /** @param place the address of the text, which the fragment and the file are asked for with */
    static Excerpt of(String text, int offset, Url place) {
        int from = boundary(text, Math.min(Math.max(0, offset), text.length()));
        int until = boundary(text, Math.min(text.length(), from + (from == 0 ? FIRST : FURTHER)));
        String shown = text.substring(from, until);
        List<Visible.Piece> pieces = Visible.pieces(shown);
        if (pieces.size() > MOST_PIECES) {
            pieces = List.of(new Visible.Piece(Visible.marked(shown), null));
        }
        boolean last = until >= text.length();
        return new Excerpt(
                pieces,
                last
                        ? ""
                        : place.at("/x" + path(place))
                                .with("offset", String.valueOf(until))
                                .toString(),
                place.toString(),
                last ? "" : Amount.bytes(text.substring(until).getBytes(StandardCharsets.UTF_8).length));
    }

    public boolean cut() {
        return !more.isEmpty();
    }

    /** Never between the halves of one character. */
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static String path(Url url) {
        String text = url.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }
}
