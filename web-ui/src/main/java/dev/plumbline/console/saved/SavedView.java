package dev.plumbline.console.saved;

import dev.plumbline.console.view.Visible;

/**
 * A list of traces under a name.
 *
 * @param address path and query of the list, in this console
 */
public record SavedView(long id, String name, String address, String author) {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_ADDRESS = 2_000;

    /** For a link. */
    public String title() {
        return Visible.line(name, LONGEST_NAME);
    }

    /** Who saved it, for people. */
    public String by() {
        return Visible.line(author, LONGEST_NAME);
    }

    /** Only a list of traces of this console, never another host. */
    static boolean isAddress(String address) {
        return address.length() <= LONGEST_ADDRESS && address.matches("/traces(\\?[!-~&&[^#\\\\]]*)?");
    }

    static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && name.indexOf('\0') < 0;
    }
}
