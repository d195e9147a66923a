package dev.plumbline.console.drift;

import dev.plumbline.console.view.Bar;
import dev.plumbline.console.view.Share;
import dev.plumbline.console.view.Visible;

import java.util.List;

/**
 * A cluster of requests for people, then against now.
 *
 * @param now in the latest window; without a look yet it has no sessions
 * @param examples trace ids, the most typical first
 * @param cases how many cases cover it; empty where nothing is tested
 */
record ClusterLine(String label, boolean fresh, Bar then, Bar now, List<String> examples, String cases) {
    private static final int NAME = 120;
    private static final int EXAMPLES = 3;

    static List<ClusterLine> of(List<Cluster> clusters) {
        double full = clusters.stream()
                .mapToDouble(cluster -> Math.max(
                        cluster.shares().referenceShare().high(),
                        cluster.shares().share() == null
                                ? 0
                                : cluster.shares().share().high()))
                .max()
                .orElse(1);
        return clusters.stream()
                .map(cluster -> new ClusterLine(
                        Visible.line(cluster.label(), NAME),
                        cluster.kind().equals("new"),
                        Bar.of(cluster.shares().referenceShare().share(), full),
                        Bar.of(
                                cluster.shares().share() == null
                                        ? Share.counted(0, 0)
                                        : cluster.shares().share().share(),
                                full),
                        cluster.examples().stream().limit(EXAMPLES).toList(),
                        FindingLine.cases(cluster.shares().cases())))
                .toList();
    }
}
