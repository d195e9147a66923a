package dev.plumbline.console.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody may do; the right to content goes beside it. */
public enum Role {
    VIEWER(Set.of(Need.READ)),
    REVIEWER(Set.of(Need.READ, Need.REVIEW)),
    OPERATOR(Set.of(Need.READ, Need.REVIEW, Need.OPERATE)),
    ADMIN(Set.of(Need.READ, Need.REVIEW, Need.OPERATE, Need.ADMIN, Need.PEOPLE));

    private final Set<Need> may;

    Role(Set<Need> may) {
        this.may = may;
    }

    boolean may(Need need) {
        return may.contains(need);
    }

    /** As forms, the API and the database write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
