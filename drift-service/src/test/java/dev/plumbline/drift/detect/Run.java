package dev.plumbline.drift.detect;

import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.Usual;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.season.Counting;
import dev.plumbline.drift.season.LastWeek;
import dev.plumbline.drift.stat.AlphaBudget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A detector at work on made-up traffic: learns, from 400 sessions unless told, then looks at buckets of 100. */
final class Run {

    static final AlphaBudget BUDGET = new AlphaBudget(0.8, 0.001, 100, 0.01);

    private final IntFunction<List<Observation>> traffic;
    private final String name;
    private final Reference reference;
    private Detector detector;
    private final List<List<Observation>> buckets = new ArrayList<>();
    private final List<List<Observation>> recent = new ArrayList<>();
    private DetectorState state = DetectorState.START;
    private Function<List<Observation>, List<View>> others = window -> List.of();

    Run(String name, IntFunction<List<Observation>> traffic) {
        this(name, 400, traffic);
    }

    Run(String name, int learn, IntFunction<List<Observation>> traffic) {
        this.name = name;
        this.traffic = traffic;
        this.reference = Reference.learn(name, traffic.apply(learn));
        this.detector = new Detector(name, reference, BUDGET);
        this.recent.add(traffic.apply(100));
        this.buckets.add(recent.get(0));
    }

    DetectorState state() {
        return state;
    }

    /** All changes of so many looks, in their order. */
    List<Change> look(int looks) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < looks; i++) {
            recent.add(traffic.apply(100));
            count();
            buckets.add(recent.get(recent.size() - 1));
            if (recent.size() > Detector.RECENT) {
                recent.remove(0);
            }
            Look look = detector.look(state, List.copyOf(recent), views());
            state = look.next();
            changes.addAll(look.changes());
        }
        return changes;
    }

    /** Other comparisons too: those of the function, of the last buckets, and the week before. */
    Run with(Function<List<Observation>, List<View>> others) {
        this.others = others;
        return this;
    }

    private List<View> views() {
        List<Observation> window = recent.stream().flatMap(List::stream).toList();
        List<View> views = new ArrayList<>(others.apply(window));
        List<Counting.Bucket> ends = new ArrayList<>();
        for (int number = 0; number < buckets.size() - 1; number++) {
            ends.add(new Counting.Bucket(number, last(buckets.get(number))));
        }
        LastWeek.Range range = new LastWeek.Range(window.get(0).startNano(), last(window));
        List<Integer> numbers = LastWeek.numbers(range, ends);
        if (!numbers.isEmpty()) {
            List<Observation> usual = numbers.stream()
                    .flatMap(number -> buckets.get(number).stream())
                    .toList();
            views.add(new View(View.LAST_WEEK, "a week before", View.LAST_WEEK_BUDGET, null, Usual.of(usual)));
        }
        views.addAll(detector.slices(List.of("plan"), View.SLICES_BUDGET));
        return views;
    }

    /** As the service does. */
    private void count() {
        List<Counting.Bucket> waiting = new ArrayList<>();
        for (int number = state.counting().next(); number < buckets.size(); number++) {
            waiting.add(new Counting.Bucket(number, last(buckets.get(number))));
        }
        Counting counting = Detector.counting(state, waiting, last(recent.get(recent.size() - 1)));
        if (!counting.equals(state.counting())) {
            List<Observation> counted = counting.numbers().stream()
                    .flatMap(number -> buckets.get(number).stream())
                    .toList();
            detector = new Detector(name, reference, counted, BUDGET);
            state = state.counting(counting);
        }
    }

    private static long last(List<Observation> bucket) {
        return bucket.get(bucket.size() - 1).startNano();
    }
}
