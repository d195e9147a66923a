package dev.plumbline.drift.report.finding;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plumbline.drift.report.Measured;
import dev.plumbline.drift.stat.Interval;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A finding, flat on the wire. Drift is a warning, never a verdict on quality.
 *
 * @param statement one sentence for people
 * @param examples trace ids, the clearest first
 */
record FindingItem(
        String id,
        @JsonUnwrapped What what,
        @JsonUnwrapped Shares shares,
        @JsonUnwrapped When when,
        String statement,
        List<String> examples) {

    /**
     * @param verdict {@code input}, {@code output}, {@code concept} or {@code evaluation_set}
     * @param kind one of {@link dev.plumbline.drift.detect.Kind} in lower case
     * @param state {@code open} or {@code closed}
     */
    record What(
            int project,
            String feature,
            String verdict,
            String kind,
            String state,
            @JsonUnwrapped About about,
            Against against) {}

    /**
     * What it is compared with.
     *
     * @param reference {@code first}: the reference; {@code last_release} or {@code last_week}
     * @param words where the share was what {@code referenceShare} says
     * @param slice the part of the traffic that it is about, attribute=value; null for all
     * @param holds all comparisons in which it held when it was last told, this one first
     */
    record Against(String reference, String words, @Nullable String slice, List<String> holds) {}

    /**
     * What it is about.
     *
     * @param direction of the share: {@code up} or {@code down}
     * @param cluster its id, or the name of what else moved
     * @param label its distinct terms in one line, or words for what else moved
     */
    record About(String direction, String cluster, String label) {}

    /**
     * @param referenceShare what it was
     * @param share what it is, in the sessions up to {@code until}
     * @param pValue of the test that raised it, after correction
     * @param clock what the hours have to do with it
     * @param cases of evaluation sets that cover it: those in its cluster, else those near one of its examples; null where
     *     there is no set
     */
    record Shares(
            Measured referenceShare,
            Measured share,
            Interval difference,
            double pValue,
            Clock clock,
            @Nullable Integer cases) {}

    /**
     * @param hours {@code same}: {@code referenceShare} is that at the same hours; {@code unseen}: the reference does not
     *     have these hours; {@code any}: it shows no dependence on them
     * @param usualShare in the reference around the clock
     * @param explains points of the share that the clock alone explains; 0 unless {@code same}
     */
    record Clock(String hours, Measured usualShare, double explains) {}

    /**
     * In event time.
     *
     * @param since start of the window that raised it
     * @param opened when fresh sessions had confirmed it
     */
    record When(
            Instant since,
            Instant opened,
            Instant until,
            @Nullable Instant closed) {}
}
