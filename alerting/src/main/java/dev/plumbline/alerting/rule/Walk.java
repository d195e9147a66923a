package dev.plumbline.alerting.rule;

import dev.plumbline.alerting.detect.Batch;
import dev.plumbline.alerting.detect.Recent;
import dev.plumbline.alerting.quality.QualityRule;
import dev.plumbline.alerting.quality.RuleState;
import dev.plumbline.alerting.quality.SeriesState;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Moves all rules of a feature over closed steps in order. The one way in which rules are judged: live, where a follower
 * opens and ends alerts, and over the past, where one only notes what would have been.
 *
 * @param <E> what the follower fails with
 */
public final class Walk<E extends Exception> {
    /** After so many empty steps in a row, further ones change nothing and are skipped, but where a rule looks longer. */
    private static final int QUIET_STEPS = Recent.STEPS + QualityRule.GOOD_STEPS;

    private final RuleStore.Feature feature;
    private final Watches watches;
    private final Follower<E> follower;
    private final Map<String, List<Watch>> known = new HashMap<>();

    public Walk(RuleStore.Feature feature, Watches watches, Follower<E> follower) {
        this.feature = feature;
        this.watches = watches;
        this.follower = follower;
    }

    /** A rule after a step. @param proxy what its proxy knows; null for a rule without one */
    public record Moved(
            Watch watch,
            RuleState before,
            QualityRule.Outcome outcome,
            long step,
            @Nullable RuleState proxy) {}

    /** Hears of every rule after every step. */
    public interface Follower<E extends Exception> {
        /** Returns the state to go on with. */
        RuleState follow(Moved moved) throws E;

        /** Whether the walk is to leave a rule out; one that is paused begins anew in any case. */
        boolean leavesOut(Watch watch, boolean paused);
    }

    /**
     * Changes the rules' states.
     *
     * @param closed the steps from one up to another that have scores
     */
    public void over(Map<String, RuleState> rules, SortedMap<Long, StepStore.Closed> closed, long from, long to)
            throws E {
        long step = from;
        for (Map.Entry<Long, StepStore.Closed> one : closed.entrySet()) {
            quiet(rules, step, one.getKey());
            step(rules, one.getKey(), one.getValue());
            step = one.getKey() + 1;
        }
        quiet(rules, step, to);
    }

    private void quiet(Map<String, RuleState> rules, long from, long to) throws E {
        for (long step = from; step < Math.min(to, from + QUIET_STEPS); step++) {
            step(rules, step, new StepStore.Closed(Map.of()));
        }
    }

    private void step(Map<String, RuleState> rules, long step, StepStore.Closed scores) throws E {
        Set<String> names = new TreeSet<>(scores.byName().keySet());
        rules.keySet().forEach(key -> names.add(Watch.score(key)));
        for (String name : names) {
            for (Watch watch : known.computeIfAbsent(name, score -> watches.allOf(feature, score))) {
                boolean comes = scores.byName().containsKey(name);
                if (comes || rules.containsKey(watch.key())) {
                    one(rules, watch, step, scores.of(name));
                }
            }
        }
    }

    private void one(Map<String, RuleState> rules, Watch watch, long step, Map<String, Map<String, Batch>> scores)
            throws E {
        boolean paused = watches.isPaused(feature, watch, step);
        if (follower.leavesOut(watch, paused)) {
            return;
        }
        RuleState before = rules.getOrDefault(watch.key(), RuleState.START);
        if (paused) {
            rules.put(watch.key(), QualityRule.paused(before));
            return;
        }
        Set<String> resting = watches.pausedSeries(feature, watch, step);
        Map<String, Map<String, Batch>> counted = scores;
        for (String key : resting) {
            before = QualityRule.paused(before, key);
        }
        if (!resting.isEmpty()) {
            counted = new LinkedHashMap<>();
            for (Map.Entry<String, Map<String, Batch>> of : scores.entrySet()) {
                Map<String, Batch> rest = new LinkedHashMap<>(of.getValue());
                rest.keySet().removeAll(resting);
                counted.put(of.getKey(), rest);
            }
        }
        if (watch.role().isProxy()) {
            rules.put(
                    watch.key(),
                    new QualityRule(watch.settings())
                            .advanceBy(before, step, inverted(counted))
                            .state());
            return;
        }
        RuleState proxy = rules.get(watch.role().proxyKey());
        boolean mayOpen = watch.role().proxyKey().isEmpty() || proxy != null && isAlarmed(proxy);
        QualityRule.Outcome outcome = new QualityRule(
                        mayOpen ? watch.settings() : watch.settings().silent())
                .advanceBy(before, step, counted);
        rules.put(watch.key(), follower.follow(new Moved(watch, before, outcome, step, proxy)));
    }

    private static boolean isAlarmed(RuleState rule) {
        return rule.series().values().stream().anyMatch(SeriesState::alarmed);
    }

    private static Map<String, Map<String, Batch>> inverted(Map<String, Map<String, Batch>> scores) {
        Map<String, Map<String, Batch>> other = new LinkedHashMap<>();
        scores.forEach((scorer, batches) -> {
            Map<String, Batch> changed = new LinkedHashMap<>();
            batches.forEach((key, batch) -> changed.put(key, batch.inverted()));
            other.put(scorer, changed);
        });
        return other;
    }
}
