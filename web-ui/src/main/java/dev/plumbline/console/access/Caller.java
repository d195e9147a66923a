package dev.plumbline.console.access;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name of the person, {@code token <name>}, or empty for nobody
 * @param role null for nobody
 * @param content whether the caller may read what people asked and models answered
 */
public record Caller(Kind kind, String name, @Nullable Role role, boolean content) {
    /** Where the caller of a request is kept on its way. */
    public static final String KEY = "plumbline.caller";

    public static final Caller NOBODY = new Caller(Kind.NOBODY, "", null, false);

    /** Anyone on this machine, until there is a user. */
    public static final Caller OPEN = new Caller(Kind.OPEN, "console", Role.ADMIN, true);

    /** How the caller is known. */
    public enum Kind {
        NOBODY,
        OPEN,
        PERSON,
        TOKEN
    }

    public boolean may(Need need) {
        return switch (need) {
            case NOTHING -> true;
            case CONTENT -> role != null && content;
            case LABEL -> role != null && content && role.may(Need.REVIEW);
            case PEOPLE -> kind == Kind.PERSON && role == Role.ADMIN;
            default -> role != null && role.may(need);
        };
    }
}
