package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.DetectorState;
import dev.plumbline.drift.detect.Look;
import dev.plumbline.drift.detect.Part;
import dev.plumbline.drift.evaluation.corpus.Asked;
import dev.plumbline.drift.evaluation.corpus.Corpus;
import dev.plumbline.drift.evaluation.rival.Rival;
import dev.plumbline.drift.evaluation.traffic.Scenario;
import dev.plumbline.drift.evaluation.traffic.World;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Power of one look at one window, every detector at the same rate of false alarms: each has the one threshold that 1 %
 * of its own quiet windows pass, over all worlds. Rivals are shown a second time, calibrated: scaled by mean and deviation
 * of the quiet windows of the same world, which takes 50 windows of traffic known to be quiet after the reference.
 */
final class PowerTable {

    static final String OURS = "plumbline";
    private static final String CALIBRATED = ", calibrated";
    private static final double ALARMS = 0.01;

    private final Corpus corpus;
    private final Size size;

    /**
     * @param worlds how many
     * @param reference sessions learned from
     * @param window sessions in a window
     * @param quiet quiet windows in each world
     * @param changed windows in each world and scenario
     */
    record Size(int worlds, int reference, int window, int quiet, int changed) {}

    PowerTable(Corpus corpus, Size size) {
        this.corpus = corpus;
        this.size = size;
    }

    /** Scores of all windows of one world, by detector and scenario. */
    private record Scores(Map<String, Map<Scenario, double[]>> byDetector) {}

    /** One line for each detector: its power in each scenario, and the share of quiet windows its own rule takes. */
    List<Line> measure(long seed) {
        List<Scores> worlds = IntStream.range(0, size.worlds())
                .parallel()
                .mapToObj(world -> world(seed + world))
                .toList();
        List<Line> lines = new ArrayList<>();
        for (String name : worlds.get(0).byDetector().keySet()) {
            lines.add(line(
                    name,
                    worlds.stream().map(world -> world.byDetector().get(name)).toList()));
        }
        return lines;
    }

    /** @param power in each scenario but the quiet one; for that, the share of quiet windows with a p-value up to 1 % */
    record Line(String name, Map<Scenario, Share> power) {}

    private Line line(String name, List<Map<Scenario, double[]>> worlds) {
        double[] quiet = worlds.stream()
                .flatMapToDouble(world -> Arrays.stream(world.getOrDefault(Scenario.QUIET, new double[0])))
                .sorted()
                .toArray();
        double threshold = quiet[(int) Math.ceil((1 - ALARMS) * quiet.length) - 1];
        Map<Scenario, Share> power = new LinkedHashMap<>();
        for (Scenario scenario : Scenario.values()) {
            double over = scenario == Scenario.QUIET && name.startsWith(OURS) ? -Math.log(ALARMS) : threshold;
            double[] all = worlds.stream()
                    .flatMapToDouble(world -> Arrays.stream(world.getOrDefault(scenario, new double[0])))
                    .toArray();
            power.put(
                    scenario,
                    new Share(
                            (int) Arrays.stream(all)
                                    .filter(score -> score > over)
                                    .count(),
                            all.length));
        }
        return new Line(name, power);
    }

    private Scores world(long seed) {
        World world = new World(corpus, seed);
        SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        Reference reference =
                Reference.learn("power", Sessions.of(world.draw(Scenario.QUIET, size.reference(), random), 0));
        List<Rival> rivals = Rival.all(reference.all());
        Map<String, Map<Scenario, double[]>> scores = new LinkedHashMap<>();
        for (Scenario scenario : Scenario.values()) {
            int windows = scenario == Scenario.QUIET ? size.quiet() : size.changed();
            for (int i = 0; i < windows; i++) {
                List<Asked> window = world.draw(scenario, size.window(), random);
                List<float[]> vectors = window.stream().map(Asked::vector).toList();
                for (Rival rival : rivals) {
                    put(scores, rival.name(), scenario, i, windows, rival.distance(vectors));
                }
                Look look = look(reference, window);
                put(scores, OURS, scenario, i, windows, -Math.log(look.numbers().pValue()));
                for (Map.Entry<Part, Double> part : look.numbers().parts().entrySet()) {
                    put(scores, OURS + ", " + part.getKey(), scenario, i, windows, -Math.log(part.getValue()));
                }
            }
        }
        for (Rival rival : rivals) {
            scores.put(rival.name() + CALIBRATED, scaled(scores.getOrDefault(rival.name(), Map.of())));
        }
        return new Scores(scores);
    }

    /** The detector as shipped: one look at two buckets that make the window. */
    private Look look(Reference reference, List<Asked> window) {
        int half = window.size() / 2;
        return new Detector("power", reference, Shipped.BUDGET)
                .look(
                        DetectorState.START,
                        List.of(
                                Sessions.of(window.subList(0, half), 1),
                                Sessions.of(window.subList(half, window.size()), half + 1)));
    }

    private static void put(
            Map<String, Map<Scenario, double[]>> scores, String name, Scenario scenario, int i, int n, double score) {
        scores.computeIfAbsent(name, key -> new LinkedHashMap<>()).computeIfAbsent(scenario, key -> new double[n])[i] =
                score;
    }

    private static Map<Scenario, double[]> scaled(Map<Scenario, double[]> scores) {
        double[] quiet = scores.getOrDefault(Scenario.QUIET, new double[0]);
        double mean = Arrays.stream(quiet).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(quiet)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElse(1));
        Map<Scenario, double[]> scaled = new LinkedHashMap<>();
        scores.forEach((scenario, values) -> scaled.put(
                scenario,
                Arrays.stream(values)
                        .map(value -> (value - mean) / Math.max(1e-12, deviation))
                        .toArray()));
        return scaled;
    }
}
