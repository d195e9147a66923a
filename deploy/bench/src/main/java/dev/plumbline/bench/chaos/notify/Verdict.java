package dev.plumbline.bench.chaos.notify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What receivers took, held against the promise: every alert's beginning and end reach every receiver, in this order; a
 * message that comes again does so under its own id, and no more often than kills and timeouts explain.
 *
 * @param missed beginnings and ends that a receiver neither got nor was told that it would not get
 * @param otherIds messages about a transition that was told before under another id
 * @param disorder alerts whose beginning a receiver first took after their end
 * @param unknown messages about alerts that nobody opened
 * @param duplicates messages that came again
 * @param unexplained those of them that no kill and no timeout explains
 */
record Verdict(int missed, int otherIds, int disorder, int unknown, int duplicates, int unexplained) {

    /**
     * What was done.
     *
     * @param alerts each opened once and ended once
     * @param faults in order
     * @param timeouts by webhook id, how often its sender ran out of patience
     */
    record Done(Set<String> alerts, Set<String> receivers, List<Fault> faults, Map<String, Integer> timeouts) {}

    /** A message that came again. */
    private record Again(Taken first, Taken second) {}

    boolean kept() {
        return missed == 0 && otherIds == 0 && disorder == 0 && unknown == 0 && unexplained == 0;
    }

    static Verdict of(Done done, Collection<Taken> all) {
        int[] sums = new int[6];
        for (String receiver : done.receivers()) {
            List<Taken> taken = all.stream()
                    .filter(one -> one.receiver().equals(receiver))
                    .sorted(Comparator.comparingLong(Taken::atNanos))
                    .toList();
            Map<String, List<Taken>> byAlert = taken.stream().collect(Collectors.groupingBy(Taken::alert));
            for (String alert : done.alerts()) {
                List<Taken> told = byAlert.getOrDefault(alert, List.of());
                sums[0] += missed(told);
                sums[1] += Math.max(0, ids(told, false) - 1) + Math.max(0, ids(told, true) - 1);
                sums[2] += isDisordered(told) ? 1 : 0;
            }
            sums[3] += (int) taken.stream()
                    .filter(one -> !done.alerts().contains(one.alert()))
                    .count();
            List<Again> again = again(taken);
            sums[4] += again.size();
            sums[5] += unexplained(again, done);
        }
        return new Verdict(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
    }

    private static int missed(List<Taken> told) {
        boolean ended = told.stream().anyMatch(Taken::end);
        boolean begun = told.stream().anyMatch(one -> !one.end() || one.namesEarlier());
        return (ended ? 0 : 1) + (begun ? 0 : 1);
    }

    private static int ids(List<Taken> told, boolean end) {
        return (int) told.stream()
                .filter(one -> one.end() == end)
                .map(Taken::id)
                .distinct()
                .count();
    }

    /** A receiver knows what comes again by its id; what counts is when each came first. */
    private static boolean isDisordered(List<Taken> told) {
        Set<Boolean> order = new LinkedHashSet<>();
        told.forEach(one -> order.add(one.end()));
        return order.size() == 2 && order.iterator().next();
    }

    private static List<Again> again(List<Taken> taken) {
        List<Again> again = new ArrayList<>();
        Map<String, Taken> latest = new HashMap<>();
        for (Taken one : taken) {
            Taken before = latest.put(one.id(), one);
            if (before != null) {
                again.add(new Again(before, one));
            }
        }
        return again;
    }

    private static int unexplained(List<Again> again, Done done) {
        Map<String, Integer> timeouts = new TreeMap<>(done.timeouts());
        List<Again> rest = new ArrayList<>();
        for (Again one : again) {
            if (one.first().hung()) {
                timeouts.merge(one.first().id(), -1, Integer::sum);
            } else {
                rest.add(one);
            }
        }
        int[] left = done.faults().stream().mapToInt(Fault::workers).toArray();
        int unexplained = 0;
        for (Again one : rest) {
            if (!explain(one, done.faults(), left) && timeouts.merge(one.first().id(), -1, Integer::sum) < 0) {
                unexplained++;
            }
        }
        return unexplained;
    }

    /** Takes the earliest fault that can have lost the first message's answer and has not explained another yet. */
    private static boolean explain(Again again, List<Fault> faults, int[] left) {
        for (int i = 0; i < left.length; i++) {
            Fault fault = faults.get(i);
            boolean between =
                    again.first().atNanos() <= fault.toNanos() && again.second().atNanos() >= fault.fromNanos();
            if (between && left[i] > 0) {
                left[i]--;
                return true;
            }
        }
        return false;
    }
}
