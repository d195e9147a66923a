package dev.plumbline.drift.concept;

import dev.plumbline.drift.stat.Share;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Bad sessions of judged ones, by cluster. */
final class Tally {

    private final Map<String, Share> shares = new HashMap<>();

    Tally(List<Judged> sessions) {
        for (Judged one : sessions) {
            Share share = of(one.cluster());
            shares.put(one.cluster(), new Share(share.hits() + (one.bad() ? 1 : 0), share.n() + 1));
        }
    }

    Set<String> clusters() {
        return new TreeSet<>(shares.keySet());
    }

    Share of(String cluster) {
        return shares.getOrDefault(cluster, new Share(0, 0));
    }

    /** Of these clusters together. */
    Share of(Set<String> clusters) {
        int hits = 0;
        int n = 0;
        for (String cluster : clusters) {
            hits += of(cluster).hits();
            n += of(cluster).n();
        }
        return new Share(hits, n);
    }

    /** What the share of these clusters together would be, were they mixed as in another tally. */
    Share mixedAs(Tally other, Set<String> clusters) {
        double mixed = 0;
        int n = of(clusters).n();
        int others = other.of(clusters).n();
        for (String cluster : clusters) {
            mixed += others == 0 ? 0 : of(cluster).value() * other.of(cluster).n() / others;
        }
        return new Share((int) Math.round(Math.min(1, mixed) * n), n);
    }
}
