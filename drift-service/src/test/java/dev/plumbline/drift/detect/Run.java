package dev.plumbline.drift.detect;

import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.stat.AlphaBudget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A detector at work on made-up traffic: learns from 400 sessions, then looks at buckets of 100. */
final class Run {

    static final AlphaBudget BUDGET = new AlphaBudget(0.8, 0.001, 100, 0.01);

    private final IntFunction<List<Observation>> traffic;
    private final Detector detector;
    private final List<List<Observation>> recent = new ArrayList<>();
    private DetectorState state = DetectorState.START;

    Run(String name, IntFunction<List<Observation>> traffic) {
        this.traffic = traffic;
        this.detector = new Detector(name, Reference.learn(name, traffic.apply(400)), BUDGET);
        this.recent.add(traffic.apply(100));
    }

    DetectorState state() {
        return state;
    }

    /** All changes of so many looks, in their order. */
    List<Change> look(int looks) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < looks; i++) {
            recent.add(traffic.apply(100));
            if (recent.size() > Detector.RECENT) {
                recent.remove(0);
            }
            Look look = detector.look(state, List.copyOf(recent));
            state = look.next();
            changes.addAll(look.changes());
        }
        return changes;
    }
}
