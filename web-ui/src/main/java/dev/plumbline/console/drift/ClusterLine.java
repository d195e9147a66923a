package dev.plumbline.console.drift;

import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;

import java.util.List;

/**
 * A cluster of requests for people, then against now.
 *
 * @param now in the latest window; without a look yet it has no sessions
 * @param examples trace ids, the most typical first
 */
record ClusterLine(String label, boolean fresh, FindingLine.Bar then, FindingLine.Bar now, List<String> examples) {
    private static final int NAME = 120;
    private static final int EXAMPLES = 3;

    static List<ClusterLine> of(List<Cluster> clusters) {
        double full = clusters.stream()
                .mapToDouble(cluster -> Math.max(
                        cluster.referenceShare().high(),
                        cluster.share() == null ? 0 : cluster.share().high()))
                .max()
                .orElse(1);
        return clusters.stream()
                .map(cluster -> new ClusterLine(
                        Visible.line(cluster.label(), NAME),
                        cluster.kind().equals("new"),
                        FindingLine.Bar.of(cluster.referenceShare().share(), full),
                        FindingLine.Bar.of(
                                cluster.share() == null
                                        ? Share.counted(0, 0)
                                        : cluster.share().share(),
                                full),
                        cluster.examples().stream().limit(EXAMPLES).toList()))
                .toList();
    }
}
