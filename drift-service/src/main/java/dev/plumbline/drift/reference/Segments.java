package dev.plumbline.drift.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The largest parts of a feature's traffic by its configured attributes, as the reference has them. */
public final class Segments {

    /** Of one feature. */
    public static final int MOST = 6;

    private Segments() {}

    /**
     * The largest first; of equals in the order of their names. An attribute of which all sessions have one value has no
     * segments.
     *
     * @param attributes names of labels
     */
    public static List<View.Label> largest(List<Observation> sessions, List<String> attributes) {
        record Counted(View.Label label, int sessions) {}
        List<Counted> segments = new ArrayList<>();
        for (String attribute : attributes) {
            Map<String, Integer> values = new TreeMap<>();
            for (Observation session : sessions) {
                String value = session.labels().get(attribute);
                if (value != null) {
                    values.merge(value, 1, Integer::sum);
                }
            }
            values.forEach((value, n) -> {
                if (n >= View.FEWEST && n < sessions.size()) {
                    segments.add(new Counted(new View.Label(attribute, value), n));
                }
            });
        }
        return segments.stream()
                .sorted(Comparator.comparingInt(Counted::sessions)
                        .reversed()
                        .thenComparing(one -> one.label().toString()))
                .limit(MOST)
                .map(Counted::label)
                .toList();
    }
}
