package dev.plumbline.evaluator.slices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All conjunctions of values of different attributes that hold enough requests, level by level: what a part lacks, no
 * conjunction with it has (Agrawal and Srikant 1994). One that holds the same requests as a shorter one is left out, and
 * so is one that holds more than half of all: the rest is then the segment.
 *
 * @param passedOver values beyond the {@link #MOST_VALUES} most frequent of their attribute
 */
record Conjunctions(List<Candidate> candidates, int passedOver) {
    static final int MOST_VALUES = 40;
    static final int MOST_CANDIDATES = 20_000;

    /** @param rows ascending */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Candidate(TreeMap<String, String> where, int[] rows) {}

    static Conjunctions of(List<Scored> requests, SegmentSearch.Settings settings) {
        Map<String, Map<String, List<Integer>>> byValue = new TreeMap<>();
        for (int row = 0; row < requests.size(); row++) {
            for (Map.Entry<String, String> attribute :
                    requests.get(row).attributes().entrySet()) {
                byValue.computeIfAbsent(attribute.getKey(), name -> new HashMap<>())
                        .computeIfAbsent(attribute.getValue(), value -> new ArrayList<>())
                        .add(row);
            }
        }
        List<Candidate> singles = new ArrayList<>();
        int passedOver = 0;
        for (Map.Entry<String, Map<String, List<Integer>>> attribute : byValue.entrySet()) {
            List<Map.Entry<String, List<Integer>>> values = attribute.getValue().entrySet().stream()
                    .sorted(Map.Entry.<String, List<Integer>>comparingByValue(
                                    (one, other) -> Integer.compare(other.size(), one.size()))
                            .thenComparing(Map.Entry.comparingByKey()))
                    .toList();
            passedOver += Math.max(0, values.size() - MOST_VALUES);
            for (Map.Entry<String, List<Integer>> value : values.subList(0, Math.min(MOST_VALUES, values.size()))) {
                if (value.getValue().size() >= settings.leastRequests()) {
                    TreeMap<String, String> where = new TreeMap<>();
                    where.put(attribute.getKey(), value.getKey());
                    singles.add(new Candidate(
                            where,
                            value.getValue().stream().mapToInt(row -> row).toArray()));
                }
            }
        }
        List<Candidate> all = new ArrayList<>(singles);
        List<Candidate> level = singles;
        for (int depth = 2; depth <= settings.depth(); depth++) {
            level = longer(level, singles, settings.leastRequests(), MOST_CANDIDATES - all.size());
            all.addAll(level);
        }
        int half = requests.size() / 2;
        all.removeIf(candidate -> candidate.rows().length > half);
        return new Conjunctions(all, passedOver);
    }

    private static List<Candidate> longer(List<Candidate> level, List<Candidate> singles, int least, int most) {
        List<Candidate> longer = new ArrayList<>();
        for (Candidate start : level) {
            for (Candidate single : singles) {
                if (longer.size() >= most) {
                    return longer;
                }
                if (single.where().firstKey().compareTo(start.where().lastKey()) > 0) {
                    int[] rows = both(start.rows(), single.rows());
                    if (rows.length >= least
                            && rows.length < start.rows().length
                            && rows.length < single.rows().length) {
                        TreeMap<String, String> where = new TreeMap<>(start.where());
                        where.putAll(single.where());
                        longer.add(new Candidate(where, rows));
                    }
                }
            }
        }
        return longer;
    }

    private static int[] both(int[] one, int[] other) {
        int[] both = new int[Math.min(one.length, other.length)];
        int n = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            if (one[i] == other[j]) {
                both[n++] = one[i++];
                j++;
            } else if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return Arrays.copyOf(both, n);
    }
}
