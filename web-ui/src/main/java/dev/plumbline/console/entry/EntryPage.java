package dev.plumbline.console.entry;

/**
 * A form on the way in.
 *
 * @param back where to go after it
 * @param name what was typed, or is known
 * @param link the secret of a one-time link; empty for signing in
 * @param fixed whether the name is known and cannot be chosen
 * @param problem what to do differently; empty for nothing
 */
record EntryPage(String back, String name, String link, boolean fixed, String problem) {
    public boolean troubled() {
        return !problem.isEmpty();
    }
}
