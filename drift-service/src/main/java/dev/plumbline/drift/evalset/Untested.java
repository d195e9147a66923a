package dev.plumbline.drift.evalset;

import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.stat.ExactTest;
import dev.plumbline.drift.stat.Share;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The share of traffic that no case covers, in a window against the counted half of the reference. Sessions that a case
 * asks word for word count on neither side: cases are often taken from traffic, and would else cover where they were
 * taken from better than what came later.
 */
final class Untested {

    private static final int EXAMPLES = 5;

    private final String all;
    private final List<Sorted> window;
    private final List<Sorted> reference;

    /** @param all names the story about all clusters together; no cluster's id */
    Untested(String all, Partition partition, Neighbourhood cases, List<Observation> window, List<Observation> held) {
        this.all = all;
        this.window = sorted(partition, cases, window);
        this.reference = sorted(partition, cases, held);
    }

    private record Sorted(Observation session, String cluster, double similarity, boolean covered) {}

    /** @param pValue after correction for all clusters and the test of them together */
    record Grown(String about, double pValue) {}

    private static List<Sorted> sorted(Partition partition, Neighbourhood cases, List<Observation> sessions) {
        List<Sorted> sorted = new ArrayList<>();
        for (Observation session : sessions) {
            Neighbourhood.Near near = cases.of(session);
            if (!near.same()) {
                String cluster =
                        partition.clusters().get(partition.of(session.vector())).id();
                sorted.add(new Sorted(session, cluster, near.similarity(), near.covered()));
            }
        }
        return sorted;
    }

    /** The cluster in which it grew most clearly besides what is known, or all together; nothing where that is told. */
    @Nullable
    Grown clearest(Set<String> known, double level) {
        if (known.contains(all)) {
            return null;
        }
        Set<String> clusters = new TreeSet<>();
        window.forEach(one -> clusters.add(one.cluster()));
        reference.forEach(one -> clusters.add(one.cluster()));
        int tests = clusters.size();
        clusters.removeAll(known);
        Grown clearest = clusters.stream()
                .map(cluster -> new Grown(cluster, Math.min(1, 2 * tests * pValue(cluster, known))))
                .min(Comparator.comparingDouble(Grown::pValue))
                .orElse(new Grown(all, 1));
        Grown together = new Grown(all, Math.min(1, 2 * pValue(all, known)));
        return clearest.pValue() <= level || clearest.pValue() < together.pValue() ? clearest : together;
    }

    /** The exact test of one story, alone. */
    double pValue(String about, Set<String> known) {
        return ExactTest.excess(now(about, known), then(about, known));
    }

    Share now(String about, Set<String> known) {
        return share(window, about, known);
    }

    Share then(String about, Set<String> known) {
        return share(reference, about, known);
    }

    /** Farthest from any case first. */
    List<String> examples(String about, Set<String> known) {
        return window.stream()
                .filter(one -> counts(one, about, known))
                .sorted(Comparator.comparingDouble(Sorted::similarity))
                .limit(EXAMPLES)
                .map(one -> one.session().traceId())
                .toList();
    }

    /** Of one cluster among all; of all without the clusters that other stories tell. */
    private Share share(List<Sorted> sessions, String about, Set<String> known) {
        int n = 0;
        int hits = 0;
        for (Sorted one : sessions) {
            if (one.cluster().equals(about) || !known.contains(one.cluster())) {
                n++;
                hits += counts(one, about, known) ? 1 : 0;
            }
        }
        return new Share(hits, n);
    }

    private boolean counts(Sorted one, String about, Set<String> known) {
        boolean within = about.equals(all)
                ? !known.contains(one.cluster())
                : one.cluster().equals(about);
        return within && !one.covered();
    }
}
