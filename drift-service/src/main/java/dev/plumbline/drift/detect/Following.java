package dev.plumbline.drift.detect;

import dev.plumbline.drift.cluster.Cluster;
import dev.plumbline.drift.reference.Observation;
import dev.plumbline.drift.reference.View;
import dev.plumbline.drift.stat.Share;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What becomes of known stories at a look, each in the comparison that raised it. */
final class Following {

    private final Placing placing;
    private final List<List<Observation>> recent;
    private final List<View> views;

    Following(Placing placing, List<List<Observation>> recent, List<View> views) {
        this.placing = placing;
        this.recent = recent;
        this.views = views;
    }

    /** Open findings stay while their window is significant at the looser level, and grow when the share went on. */
    DetectorState follow(DetectorState state, List<Change> changes) {
        List<Story> still = new ArrayList<>();
        for (Story story : state.open()) {
            List<Observation> sessions = story.raised().scale().of(recent);
            Weighing window = weigh(state, story, sessions);
            int misses = holds(window, story) ? 0 : story.misses() + 1;
            if (misses == Detector.MISSES) {
                changes.add(
                        window == null || !window.tells()
                                ? Change.over(story, last(sessions))
                                : window.change(Change.Type.CLOSED, story));
            } else if (window != null && story.wentOn(window.now(story.subject()))) {
                still.add(story.reporting(window.now(story.subject())).missing(misses));
                changes.add(told(state, window.change(Change.Type.GROWN, story), sessions));
            } else {
                still.add(story.missing(misses));
            }
        }
        return state.opening(still).forgettingAxes();
    }

    /** Candidates that fresh sessions bear out become findings, others are forgotten; some must wait for more. */
    DetectorState confirm(DetectorState state, String scope, List<Change> changes) {
        List<Story> waiting = new ArrayList<>();
        List<Story> open = new ArrayList<>(state.open());
        List<Cluster> found = new ArrayList<>(state.found());
        for (Story candidate : state.candidates()) {
            Scale scale = candidate.raised().scale();
            List<Observation> sessions = scale.freshOf(recent);
            Weighing fresh = weigh(state, candidate, sessions);
            if (state.look() - candidate.raised().look() < scale.half()) {
                waiting.add(candidate);
            } else if (fresh != null && holds(fresh, candidate)) {
                Share now = fresh.now(candidate.subject());
                open.add(candidate.reporting(now));
                changes.add(told(state, fresh.change(Change.Type.OPENED, candidate), sessions));
            } else {
                // A cluster of an earlier finding keeps its identity; one found only by that look never had any.
                String fluke = Seeking.id(scope, "cluster", candidate.raised().look());
                found.removeIf(cluster -> cluster.id().equals(fluke)
                        && cluster.id().equals(candidate.subject().about()));
            }
        }
        return state.finding(found).opening(open).waiting(waiting).forgettingAxes();
    }

    private static long last(List<Observation> sessions) {
        return sessions.get(sessions.size() - 1).startNano();
    }

    private static boolean holds(@Nullable Weighing weighing, Story story) {
        return weighing != null && weighing.holds(story);
    }

    /** In the comparison of the story; nothing where there is none any more. */
    private @Nullable Weighing weigh(DetectorState state, Story story, List<Observation> sessions) {
        if (story.view().equals(View.FIRST)) {
            return new Weighing(placing, state, sessions);
        }
        for (View view : views) {
            if (view.id().equals(story.view())) {
                return new Weighing(placing, state, sessions, view);
            }
        }
        return null;
    }

    /** With all comparisons in which it holds: it is one story, however many see it. */
    private Change told(DetectorState state, Change change, List<Observation> sessions) {
        Story story = change.story();
        List<String> holds = new ArrayList<>(List.of(story.view()));
        if (!story.view().equals(View.FIRST) && holds(new Weighing(placing, state, sessions), story)) {
            holds.add(View.FIRST);
        }
        for (View view : views) {
            if (!view.id().equals(story.view()) && holds(new Weighing(placing, state, sessions, view), story)) {
                holds.add(view.id());
            }
        }
        return change.holding(holds);
    }
}
