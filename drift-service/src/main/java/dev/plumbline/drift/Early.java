package dev.plumbline.drift;

import dev.plumbline.drift.detect.Detector;
import dev.plumbline.drift.feature.Claim;
import dev.plumbline.drift.feature.Progress;
import dev.plumbline.drift.watch.AssignedStore;
import dev.plumbline.drift.watch.LookStore;
import dev.plumbline.drift.watch.Seen;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where sessions belong, told before their bucket is full. A session of a cluster that the last look knew belongs to it; one
 * far from all may be of a cluster that the next look finds, and waits for that look. So what is told of a session follows from
 * two looks and not from when it was told: replicas, a replay and a restart tell the same.
 */
@Singleton
class Early {
    private final AssignedStore assigned;
    private final Clock clock;

    Early(AssignedStore assigned, Clock clock) {
        this.assigned = assigned;
        this.clock = clock;
    }

    /** Tells of those that came since, once a reference is learned, and unless they have another model's vectors. */
    void tell(Claim claim, Progress progress, List<Seen> next, Supplier<Detector> detector) {
        if (progress.learned() == null || next.isEmpty()) {
            return;
        }
        long until = assigned.until(progress);
        List<Seen> fresh = next.stream().filter(one -> one.ordinal() >= until).toList();
        if (fresh.isEmpty() || next.stream().anyMatch(one -> !one.model().equals(progress.model()))) {
            return;
        }
        List<Detector.Place> places = detector.get().places(progress.state(), Seen.observations(fresh));
        List<Seen> settled = new ArrayList<>();
        List<Detector.Place> theirs = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            if (isSettled(places.get(i))) {
                settled.add(fresh.get(i));
                theirs.add(places.get(i));
            }
        }
        LookStore.Bucket told = new LookStore.Bucket(settled, theirs, Set.of());
        assigned.tell(claim, progress, told, fresh.get(fresh.size() - 1).ordinal() + 1, clock.instant());
    }

    /** What is far from the reference and of no cluster found since may be of one that the next look finds. */
    private static boolean isSettled(Detector.Place place) {
        return !place.far() || !place.cluster().leaf();
    }

    /**
     * A full bucket with what has been told of it.
     *
     * @param progress before its look, whose state has not changed since the look before
     * @param after places by the state of its look
     */
    LookStore.Bucket bucket(Progress progress, Detector detector, List<Seen> bucket, List<Detector.Place> after) {
        long until = assigned.until(progress);
        List<Detector.Place> before = detector.places(progress.state(), Seen.observations(bucket));
        List<Detector.Place> places = new ArrayList<>();
        Set<Long> told = new HashSet<>();
        for (int i = 0; i < bucket.size(); i++) {
            boolean settled = isSettled(before.get(i));
            places.add(settled ? before.get(i) : after.get(i));
            if (settled && bucket.get(i).ordinal() < until) {
                told.add(bucket.get(i).ordinal());
            }
        }
        return new LookStore.Bucket(bucket, places, told);
    }
}
