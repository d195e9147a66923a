package dev.plumbline.alerting.quality;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rule knows after its last closed step.
 *
 * @param objective the largest share of bad scores that is fine; null while learning
 * @param series by slice, written {@code attribute=value}; the empty key is the whole
 * @param firing whether its alert is open
 * @param named the slice that the open alert names; empty when it names none
 * @param scorer whose scores are counted, {@code name/version}; null before the first
 * @param progress what else it must remember
 */
public record RuleState(
        @Nullable Double objective,
        Map<String, SeriesState> series,
        boolean firing,
        @Nullable String named,
        @Nullable String scorer,
        @Nullable Progress progress) {
    /** Nothing is known. */
    public static final RuleState START = new RuleState(null, Map.of(), false, "", null, Progress.NONE);

    /** The key of the series without a slice. */
    public static final String WHOLE = "";

    /**
     * @param waited closed steps for which something has been alarmed
     * @param basis the version of the definition that its evidence is about; empty for what is built in
     * @param days the counts of past days by series, where a rule compares with them
     */
    public record Progress(int waited, String basis, Map<String, List<Reference.Day>> days) {
        static final Progress NONE = new Progress(0, "", Map.of());
    }

    /** What is left out in stored text is nothing. */
    @Override
    public Progress progress() {
        return progress == null ? Progress.NONE : progress;
    }

    /** As its alert names it. */
    public RuleState naming(String slice) {
        return new RuleState(objective, series, firing, slice, scorer, progress);
    }

    /** Evidence under one definition says nothing about another: without it, but for an alarm that is to be ended. */
    RuleState basedOn(String basis) {
        if (progress().basis().equals(basis)) {
            return this;
        }
        TreeMap<String, SeriesState> anew = new TreeMap<>(series);
        anew.replaceAll((key, known) -> known.restarted());
        return new RuleState(
                objective,
                anew,
                firing,
                "",
                scorer,
                new Progress(0, basis, progress().days()));
    }

    /** The same, counted by a scorer. */
    RuleState by(String name) {
        return new RuleState(objective, series, firing, named, name, progress);
    }

    /** Nothing is known of what another scorer finds; an alarm is still to be ended. */
    RuleState anewBy(String name) {
        return new RuleState(
                null, Map.of(), firing, "", name, new Progress(0, progress().basis(), Map.of()));
    }

    /** Whether its alert is open and nobody knows yet in which slice the bad scores are. */
    public boolean firesWithoutName() {
        return firing && (named == null || named.isEmpty());
    }
}
