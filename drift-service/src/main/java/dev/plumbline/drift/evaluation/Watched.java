package dev.plumbline.drift.evaluation;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.cluster.Partition;
import dev.plumbline.drift.detect.Change;
import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.detect.DetectorState;
import dev.plumbline.drift.detect.Look;
import dev.plumbline.drift.evaluation.corpus.Asked;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.Reference;
import dev.plumbline.drift.reference.Usual;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.season.Counting;
import dev.plumbline.drift.season.LastWeek;
import dev.plumbline.drift.watch.Naming;
import dev.plumbline.drift.watch.Seen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One feature under the service's detector with its shipped settings, from the first session on. */
final class Watched {
    private static final int ENOUGH = Shipped.LEARN_FULL + Detector.SHORTEST * Shipped.BUCKET;

    private final Map<RequestRef, Asked> asked = new HashMap<>();
    private final List<List<Observation>> recent = new ArrayList<>();
    private final List<Observation> taken = new ArrayList<>();
    private Reference reference;
    private Detector detector;
    private DetectorState state = DetectorState.START;
    private String scope = "watched";
    /** All buckets since the reference, by their number. */
    private final List<List<Observation>> buckets = new ArrayList<>();

    private final List<List<Seen>> latest = new ArrayList<>();

    private final boolean inParts;

    /** @param learned with their event times, the first ones of the feature */
    Watched(List<Asked> learned, List<Long> nanos) {
        this(learned, nanos, false);
    }

    /** @param inParts whether there are releases and parts of the traffic to compare for themselves */
    Watched(List<Asked> learned, List<Long> nanos, boolean inParts) {
        this.inParts = inParts;
        taken.addAll(Seen.observations(seen(learned, nanos)));
        this.reference = Reference.learn(scope, taken);
        this.detector = new Detector(scope, reference, Shipped.BUDGET);
    }

    /** Takes a bucket; returns what opened. */
    List<Change> opened(List<Asked> inputs, List<Long> nanos) {
        if (reference.all().size() < Shipped.LEARN_FULL && taken.size() >= ENOUGH && state.quiet()) {
            learnAgain();
        }
        List<Seen> bucket = seen(inputs, nanos);
        latest.add(bucket);
        if (latest.size() > Shipped.NAMING) {
            latest.remove(0);
        }
        if (reference.all().size() < Shipped.LEARN_FULL) {
            taken.addAll(Seen.observations(bucket));
        }
        recent.add(Seen.observations(bucket));
        count();
        buckets.add(Seen.observations(bucket));
        if (recent.size() > Detector.RECENT) {
            recent.remove(0);
        }
        if (recent.size() < 2) {
            return List.of();
        }
        Look look = detector.look(state, List.copyOf(recent), others());
        state = look.next();
        return look.changes().stream()
                .filter(change -> change.type() == Change.Type.OPENED)
                .toList();
    }

    private List<View> others() {
        List<View> others = new ArrayList<>(weekBefore());
        if (inParts) {
            releaseBefore().ifPresent(others::add);
            others.addAll(detector.slices(List.of(Parts.PLAN), View.SLICES_BUDGET));
        }
        return others;
    }

    private Optional<View> releaseBefore() {
        List<Observation> window = recent.stream().flatMap(List::stream).toList();
        List<Observation> learned = reference.held();
        return Parts.releaseBefore(
                window,
                Stream.concat(learned.stream(), buckets.stream().flatMap(List::stream))
                        .toList());
    }

    /** As the service does. */
    private List<View> weekBefore() {
        List<Counting.Bucket> ends = new ArrayList<>();
        for (int number = 0; number < buckets.size() - 1; number++) {
            ends.add(new Counting.Bucket(number, last(buckets.get(number))));
        }
        long from = recent.get(0).get(0).startNano();
        LastWeek.Range range = new LastWeek.Range(from, last(recent.get(recent.size() - 1)));
        List<Observation> usual = LastWeek.numbers(range, ends).stream()
                .flatMap(number -> buckets.get(number).stream())
                .toList();
        return usual.isEmpty()
                ? List.of()
                : List.of(new View(View.LAST_WEEK, "a week before", View.LAST_WEEK_BUDGET, null, Usual.of(usual)));
    }

    /** As the service does: past buckets are counted beside the reference. */
    private void count() {
        List<Counting.Bucket> waiting = new ArrayList<>();
        for (int number = state.counting().next(); number < buckets.size(); number++) {
            waiting.add(new Counting.Bucket(number, last(buckets.get(number))));
        }
        Counting counting = Detector.counting(state, waiting, last(recent.get(recent.size() - 1)));
        if (!counting.taken().equals(state.counting().taken())) {
            List<Observation> counted = counting.numbers().stream()
                    .flatMap(number -> buckets.get(number).stream())
                    .toList();
            detector = new Detector(scope, reference, counted, Shipped.BUDGET);
        }
        state = state.counting(counting);
    }

    private static long last(List<Observation> bucket) {
        return bucket.get(bucket.size() - 1).startNano();
    }

    /** As the service does when enough sessions came and nothing was found; the last window is looked at again. */
    private void learnAgain() {
        scope = "watched again";
        reference = Reference.learn(scope, taken.subList(0, Shipped.LEARN_FULL));
        detector = new Detector(scope, reference, Shipped.BUDGET);
        recent.subList(0, recent.size() - Detector.SHORTEST).clear();
        buckets.subList(0, buckets.size() - Detector.SHORTEST).clear();
        state = detector.look(DetectorState.START, List.copyOf(recent)).next();
    }

    /** The terms of a new cluster as the service names it when its finding opens. */
    List<String> terms(Change change) {
        Partition partition = new Partition(reference.leaves(), state.found());
        List<Cluster> cluster = state.found().stream()
                .filter(found -> found.id().equals(change.story().subject().about()))
                .toList();
        Map<RequestRef, String> texts = new HashMap<>();
        List<Seen> sessions = latest.stream().flatMap(List::stream).toList();
        sessions.forEach(seen -> texts.put(seen.request(), asked(seen.request()).text()));
        return cluster.isEmpty()
                ? List.of()
                : new Naming(sessions, texts).of(partition, cluster).get(0).terms();
    }

    Asked asked(String traceId) {
        return asked(new RequestRef(1, traceId, "0".repeat(16)));
    }

    private Asked asked(RequestRef request) {
        return Objects.requireNonNull(asked.get(request));
    }

    private List<Seen> seen(List<Asked> inputs, List<Long> nanos) {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            RequestRef request = new RequestRef(1, "%032x".formatted(asked.size()), "0".repeat(16));
            asked.put(request, inputs.get(i));
            Asked one = inputs.get(i);
            seen.add(new Seen(
                    asked.size(),
                    request,
                    "",
                    new Observation(
                            nanos.get(i),
                            request.traceId(),
                            one.vector(),
                            one.form(),
                            null,
                            inParts ? Parts.labels(nanos.get(i), asked.size()) : Map.of())));
        }
        return seen;
    }
}
