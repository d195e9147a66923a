package dev.plumbline.drift.evalset;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.detect.Scale;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Coverage, untested clusters and cases that nobody asks: what people read of one set. */
final class Standings {

    /** Of the window that is described: long enough to tell a share of some per cent. */
    static final Scale SCALE = Scale.ALL.get(1);

    private static final int EXAMPLES = 3;
    private static final int FARTHEST = 5;

    private final Ground ground;
    private final Neighbourhood near;
    private final List<EvaluationCase> cases;
    private final Map<String, Long> inReference = new HashMap<>();

    Standings(Ground ground, Neighbourhood near, List<EvaluationCase> cases) {
        this.ground = ground;
        this.near = near;
        this.cases = cases;
        Stream.of(ground.reference().fit(), ground.reference().held())
                .flatMap(List::stream)
                .forEach(session -> visit(inReference, session, near.near(session.vector())));
    }

    record Seen(Standing standing, Map<String, Long> visited) {}

    static List<Observation> window(List<List<Observation>> recent) {
        return SCALE.of(recent);
    }

    Seen of(List<List<Observation>> recent, Partition partition, Map<String, Long> before) {
        List<Observation> longest = recent.stream().flatMap(List::stream).toList();
        Map<String, Long> now = new HashMap<>();
        longest.forEach(session -> visit(now, session, near.of(session)));
        List<String> noLonger = new ArrayList<>();
        List<String> never = new ArrayList<>();
        for (EvaluationCase one : cases) {
            if (!now.containsKey(one.id())) {
                boolean once = before.containsKey(one.id()) || inReference.containsKey(one.id());
                (once ? noLonger : never).add(one.id());
            }
        }
        Map<String, Long> visited = new HashMap<>(inReference);
        now.forEach((id, nano) -> visited.merge(id, nano, Math::max));
        return new Seen(
                standing(window(recent), partition, new Standing.Unvisited(longest.size(), noLonger, never)), visited);
    }

    private void visit(Map<String, Long> visited, Observation session, Neighbourhood.Near found) {
        for (int index : found.cases()) {
            visited.merge(cases.get(index).id(), session.startNano(), Math::max);
        }
    }

    private Standing standing(List<Observation> window, Partition partition, Standing.Unvisited unvisited) {
        List<Cluster> clusters = partition.clusters();
        int[] tested =
                partition.counts(cases.stream().map(EvaluationCase::vector).toList());
        List<List<Observation>> members = new ArrayList<>();
        clusters.forEach(cluster -> members.add(new ArrayList<>()));
        window.forEach(session -> members.get(partition.of(session.vector())).add(session));
        List<Standing.InCluster> rows = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            List<Observation> asked = members.get(i);
            if (!asked.isEmpty() || tested[i] > 0) {
                rows.add(new Standing.InCluster(
                        clusters.get(i).id(),
                        new Share(asked.size(), window.size()),
                        covered(asked),
                        tested[i],
                        farthest(asked, EXAMPLES)));
            }
        }
        rows.sort(Comparator.comparingInt((Standing.InCluster row) ->
                        row.covered().hits() - row.covered().n())
                .thenComparing(Standing.InCluster::cluster));
        return new Standing(
                new Standing.Window(
                        window.get(0).startNano(), window.get(window.size() - 1).startNano(), window.size()),
                covered(window),
                ground.within(),
                List.copyOf(rows),
                null,
                unvisited);
    }

    private Share covered(List<Observation> sessions) {
        return new Share(
                (int) sessions.stream()
                        .filter(session -> near.of(session).covered())
                        .count(),
                sessions.size());
    }

    /** Trace ids of sessions that no case covers, the farthest from any case first. */
    List<String> farthest(List<Observation> sessions) {
        return farthest(sessions, FARTHEST);
    }

    private List<String> farthest(List<Observation> sessions, int most) {
        return sessions.stream()
                .filter(session -> !near.of(session).covered())
                .sorted(Comparator.comparingDouble(session -> near.of(session).similarity()))
                .limit(most)
                .map(Observation::traceId)
                .toList();
    }
}
