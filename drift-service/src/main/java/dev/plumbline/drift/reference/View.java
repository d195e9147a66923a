package dev.plumbline.drift.reference;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Another comparison beside that of all traffic with the reference that was pinned first: with other traffic, or of a
 * part of the traffic alone.
 *
 * @param id {@link #LAST_RELEASE}, {@link #LAST_WEEK} or {@code slice} with its label
 * @param words where a share was what it was: completes "in the window, and 4 % …"
 * @param share of each look's false-alarm probability that is its own
 * @param only the label that sessions of a window must have; null for all
 * @param usual sessions that the window is compared with
 */
public record View(
        String id, String words, double share, @Nullable Label only, Usual usual) {

    /** The comparison of all traffic with the pinned reference. */
    public static final String FIRST = "first";

    public static final String LAST_RELEASE = "last_release";
    public static final String LAST_WEEK = "last_week";
    public static final String REFERENCE = "in the reference";

    /** The label with a session's release. */
    public static final String RELEASE = "release";

    /** Parts of each look's false-alarm probability, set aside where there is something to spend them on. */
    public static final double LAST_RELEASE_BUDGET = 0.05;

    public static final double LAST_WEEK_BUDGET = 0.05;
    /** Of all slices together. */
    public static final double SLICES_BUDGET = 0.1;

    private static final String SLICE = "slice ";

    /** Sessions that a window and what it is compared with must have at least. */
    public static final int FEWEST = 60;

    /** One name with its value. */
    public record Label(String name, String value) {

        public boolean of(Observation session) {
            return value.equals(session.labels().get(name));
        }

        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    public static View slice(Label label, double share, Usual usual) {
        return new View(SLICE + label, REFERENCE, share, label, usual);
    }

    /** The part of the traffic that a comparison of this id is about; null for all of it. */
    public static @Nullable String slice(String id) {
        return id.startsWith(SLICE) ? id.substring(SLICE.length()) : null;
    }

    /** Those of a window that it is about. */
    public List<Observation> of(List<Observation> window) {
        return only == null ? window : window.stream().filter(only::of).toList();
    }
}
