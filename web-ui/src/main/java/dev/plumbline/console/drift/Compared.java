package dev.plumbline.console.drift;

import dev.plumbline.console.view.Visible;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a finding is compared with, for people.
 *
 * @param slice the part of the traffic that it is about; empty for all of it
 * @param was what the share then is of
 * @param also the other comparisons in which it holds; empty for none
 */
record Compared(String slice, String was, String also) {
    private static final int NAME = 120;
    private static final String SLICE = "slice ";
    private static final Compared REFERENCE = new Compared("", "reference", "");

    static Compared of(Finding.@Nullable Against against) {
        if (against == null) {
            return REFERENCE;
        }
        List<String> holds = against.holds() == null ? List.of() : against.holds();
        return new Compared(
                against.slice() == null ? "" : Visible.line(against.slice(), NAME),
                words(against.reference()),
                holds.stream().skip(1).map(Compared::words).collect(Collectors.joining(", ")));
    }

    /** A comparison by its name. */
    static String words(String name) {
        return switch (name) {
            case "first" -> "reference";
            case "last_release" -> "release before";
            case "last_week" -> "week before";
            default -> Visible.line(name.startsWith(SLICE) ? name.substring(SLICE.length()) : name, NAME);
        };
    }
}
