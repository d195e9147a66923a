package dev.plumbline.console.people;

import dev.plumbline.console.access.Role;

/**
 * A user.
 *
 * @param content whether the right to content goes with the role
 * @param vouched whether a provider signs this user in, who then has no password
 * @param waiting whether a password is needed and not set yet
 */
public record Person(long id, String name, Role role, boolean content, boolean vouched, boolean waiting) {
    private static final String NAME = "[a-z0-9][a-z0-9._@+-]{0,79}";

    /** Names are lower case, so that two people cannot have one that looks the same. */
    public static boolean isName(String name) {
        return name.matches(NAME);
    }
}
