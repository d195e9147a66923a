package dev.plumbline.alerting.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which series a rule watches: the whole, and slices up to a number, few enough of each attribute that one with endless
 * values leaves room for the others. Release and environment come before the request's own attributes. Where there is no
 * room, a slice that has had no scores for an hour and is not alarmed makes way, the longest silent one first.
 */
public final class Watchlist {
    /** Series of one rule, the whole among them. */
    static final int MOST_SERIES = 50;

    /** Values of one attribute. */
    public static final int MOST_VALUES = 12;

    private static final Comparator<String> FIRST_WHERE_IT_RUNS = Comparator.comparing(
                    (String key) -> !attribute(key).equals("release"))
            .thenComparing(key -> !attribute(key).equals("environment"));

    private Watchlist() {}

    /**
     * The series after new slices were taken up.
     *
     * @param keys slices with scores in this step, the one with most scores first
     */
    static TreeMap<String, SeriesState> with(Map<String, SeriesState> known, List<String> keys) {
        TreeMap<String, SeriesState> series = new TreeMap<>(known);
        series.putIfAbsent(RuleState.WHOLE, SeriesState.START);
        List<String> fresh = new ArrayList<>(keys);
        fresh.removeIf(series::containsKey);
        fresh.sort(FIRST_WHERE_IT_RUNS);
        for (String key : fresh) {
            String attribute = attribute(key);
            boolean room = series.keySet().stream()
                            .filter(other -> attribute(other).equals(attribute))
                            .count()
                    < MOST_VALUES;
            if (!room || series.size() >= MOST_SERIES) {
                Optional<String> silent = silent(series, keys, room ? "" : attribute);
                if (silent.isEmpty()) {
                    continue;
                }
                series.remove(silent.get());
            }
            series.put(key, SeriesState.START);
        }
        return series;
    }

    /** The slice that has been silent longest, of one attribute or, when that is empty, of any. */
    private static Optional<String> silent(Map<String, SeriesState> series, List<String> now, String attribute) {
        return series.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(RuleState.WHOLE) && !now.contains(entry.getKey()))
                .filter(entry ->
                        attribute.isEmpty() || attribute(entry.getKey()).equals(attribute))
                .filter(entry -> !entry.getValue().alarmed()
                        && entry.getValue().seen() > 0
                        && entry.getValue().recent().steps().isEmpty())
                .min(Comparator.comparingLong(entry -> entry.getValue().seen()))
                .map(Map.Entry::getKey);
    }

    private static String attribute(String key) {
        int equals = key.indexOf('=');
        return equals < 0 ? "" : key.substring(0, equals);
    }
}
