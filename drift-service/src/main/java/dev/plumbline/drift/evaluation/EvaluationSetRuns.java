package dev.plumbline.drift.evaluation;

import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.cluster.Vectors;
import dev.plumbline.drift.concept.ConceptDetector;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.DetectorState;
import dev.plumbline.drift.detect.Look;
import dev.plumbline.drift.evalset.EvaluationCase;
import dev.plumbline.drift.evalset.EvaluationDetector;
import dev.plumbline.drift.evalset.EvaluationState;
import dev.plumbline.drift.evalset.Ground;
import dev.plumbline.drift.evalset.Standing;
import dev.plumbline.drift.evaluation.corpus.Asked;
import dev.plumbline.drift.evaluation.corpus.Corpus;
import dev.plumbline.drift.evaluation.traffic.Scenario;
import dev.plumbline.drift.evaluation.traffic.World;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.stat.Share;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An evaluation set beside traffic: quiet first, then with a new intent that no case covers. New clusters count once they
 * are told, as in the service. The set is drawn from the
 * traffic, or has one case of each known intent, as people write them.
 */
final class EvaluationSetRuns {

    private static final int DRAWN = 200;
    private static final int QUIET_LOOKS = 20;
    private static final int CHANGED_LOOKS = 20;
    private static final long NANOS_BETWEEN = 24L * 3600 * 1_000_000_000 / 2_000;

    private final Corpus corpus;

    EvaluationSetRuns(Corpus corpus) {
        this.corpus = corpus;
    }

    /** Where cases come from. */
    enum Source {
        DRAWN_FROM_TRAFFIC,
        ONE_OF_EACH_INTENT
    }

    /**
     * How one run went.
     *
     * @param covered sessions with a case near, before the change
     * @param right of those, how many have a nearest case of their own intent
     * @param area under the curve before the change
     * @param falseFindings opened before the change about traffic without a case, {@code apart} about the set
     * @param delay queries from the change to a finding about traffic without a case; -1 without one
     */
    record Run(Share covered, Share right, double area, int falseFindings, int apart, int delay) {}

    List<Run> runs(Source source, Scenario scenario, int worlds, long seed) {
        return IntStream.range(0, worlds)
                .parallel()
                .mapToObj(world -> run(source, scenario, seed + world))
                .toList();
    }

    private Run run(Source source, Scenario scenario, long seed) {
        World world = new World(corpus, seed);
        SplittableRandom random = new SplittableRandom(~seed);
        Paced sessions = new Paced();
        Reference reference =
                Reference.learn("run", sessions.of(world.draw(Scenario.QUIET, Shipped.LEARN_FULL, random)));
        List<Asked> tested = source == Source.DRAWN_FROM_TRAFFIC
                ? world.draw(Scenario.QUIET, DRAWN, random)
                : oneOfEach(world.newIntent(), random);
        EvaluationDetector detector = new EvaluationDetector("run", "set", new Ground(reference), cases(tested))
                .spending(Shipped.BUDGET
                        .part(1 / (1 - ConceptDetector.BUDGET - EvaluationDetector.BUDGET))
                        .part(EvaluationDetector.BUDGET));
        Detector inputs = new Detector("run", reference, Shipped.BUDGET);
        DetectorState seen = DetectorState.START;
        Set<String> told = new HashSet<>();
        List<List<Observation>> recent = new ArrayList<>();
        EvaluationState state = EvaluationState.START;
        Run run = new Run(new Share(0, 0), new Share(0, 0), 0, 0, 0, -1);
        for (int look = 0; look <= QUIET_LOOKS + CHANGED_LOOKS; look++) {
            boolean quiet = look <= QUIET_LOOKS;
            List<Asked> asked = world.draw(quiet ? Scenario.QUIET : scenario, Shipped.BUCKET, random);
            recent.add(sessions.of(asked));
            if (recent.size() > Detector.RECENT) {
                recent.remove(0);
            }
            if (recent.size() < 2) {
                continue;
            }
            Look looked = inputs.look(seen, List.copyOf(recent));
            seen = looked.next();
            looked.changes().forEach(change -> told.add(change.story().subject().about()));
            Partition partition = new Partition(
                    reference.leaves(),
                    seen.found().stream()
                            .filter(found -> told.contains(found.id()))
                            .toList());
            EvaluationDetector.Look made = detector.look(state, List.copyOf(recent), partition, Map.of());
            state = made.next();
            run = after(run, made, quiet ? -1 : (look - QUIET_LOOKS) * Shipped.BUCKET);
            if (quiet) {
                run = described(
                        run,
                        made.standing(),
                        right(asked, tested, made.standing().within()));
            }
        }
        return run;
    }

    private static Run after(Run run, EvaluationDetector.Look look, int queries) {
        int untested = 0;
        int apart = 0;
        for (Change change : look.changes()) {
            if (change.type() == Change.Type.OPENED) {
                apart += change.story().subject().toldApart() ? 1 : 0;
                untested += change.story().subject().toldApart() ? 0 : 1;
            }
        }
        boolean first = queries > 0 && untested > 0 && run.delay() < 0;
        return new Run(
                run.covered(),
                run.right(),
                run.area(),
                run.falseFindings() + (queries < 0 ? untested : 0),
                run.apart() + (queries < 0 ? apart : 0),
                first ? queries : run.delay());
    }

    private static Run described(Run run, Standing standing, Share right) {
        Standing.Apart apart = standing.apart();
        return new Run(
                standing.covered(),
                new Share(run.right().hits() + right.hits(), run.right().n() + right.n()),
                apart == null ? run.area() : apart.test().area().estimate(),
                run.falseFindings(),
                run.apart(),
                run.delay());
    }

    /** Of the covered ones, those whose nearest case is about the same. */
    private static Share right(List<Asked> asked, List<Asked> tested, double within) {
        List<float[]> vectors = tested.stream().map(Asked::vector).toList();
        int covered = 0;
        int right = 0;
        for (Asked one : asked) {
            Asked nearest = tested.get(Vectors.nearest(one.vector(), vectors));
            if (Vectors.dot(one.vector(), nearest.vector()) >= within) {
                covered++;
                right += nearest.intent().equals(one.intent()) ? 1 : 0;
            }
        }
        return new Share(right, covered);
    }

    private List<Asked> oneOfEach(String without, SplittableRandom random) {
        Map<String, List<Asked>> byIntent = corpus.known().stream()
                .collect(Collectors.groupingBy(Asked::intent, TreeMap::new, Collectors.toList()));
        byIntent.remove(without);
        return byIntent.values().stream()
                .map(texts -> texts.get(random.nextInt(texts.size())))
                .toList();
    }

    private static List<EvaluationCase> cases(List<Asked> tested) {
        return IntStream.range(0, tested.size())
                .mapToObj(i -> new EvaluationCase("case-" + i, tested.get(i).vector()))
                .toList();
    }

    /** Each query a session of its own, at an even pace. */
    private static final class Paced {
        private long made;

        List<Observation> of(List<Asked> asked) {
            return asked.stream()
                    .map(one -> new Observation(++made * NANOS_BETWEEN, "trace-" + made, one.vector()))
                    .toList();
        }
    }
}
