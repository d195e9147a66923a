package dev.plumbline.console.entry;

import dev.plumbline.console.view.Url;

/**
 * A form on the way in.
 *
 * @param back where to go after it
 * @param name what was typed, or is known
 * @param link the secret of a one-time link; empty for signing in
 * @param fixed whether the name is known and cannot be chosen
 * @param problem what to do differently; empty for nothing
 * @param provider what to call the way in through a provider; empty for none
 */
record EntryPage(String back, String name, String link, boolean fixed, String problem, String provider) {

    EntryPage(String back, String name, String link, boolean fixed, String problem) {
        this(back, name, link, fixed, problem, "");
    }

    EntryPage through(String way) {
        return new EntryPage(back, name, link, fixed, problem, way);
    }

    public String providerUrl() {
        return Url.of("/login/oidc").with("back", back).toString();
    }

    public boolean troubled() {
        return !problem.isEmpty();
    }
}
