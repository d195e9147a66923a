package dev.plumbline.alerting.definition;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A rule as it was written.
 *
 * @param name unique in its project
 * @param severity the most that it may do: {@code page} or {@code ticket}; a scorer that has not earned it pages nobody
 * @param text what was written, to be shown and kept
 */
public record RuleDefinition(
        String name, Kind kind, Selector selector, String severity, Limits limits, Scope scope, JsonNode text) {

    /** What it watches, and how. */
    public enum Kind {
        /** The failed share of a score against an objective, given or learned. */
        QUALITY,
        /** The failed share against days before, as the same scorer judged them. */
        REFERENCE,
        /** The pace at which the budget of failures is used up. */
        BURN,
        /** A proxy gets better while the outcome that it stands for gets worse, both against days before. */
        DIVERGENCE,
        /** The share of requests that take longer than a limit. */
        LATENCY,
        /** The share of requests that use more tokens than a limit. */
        TOKENS,
        /** The share of requests whose tokens cost more than a limit. */
        COST,
        /** Scores that stay away: {@code no_data}, or {@code judge_down} while other scores come. */
        ABSENCE,
        /** Findings of drift. */
        DRIFT;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is judged step by step over scores. */
        public boolean isOfScores() {
            return this != ABSENCE && this != DRIFT;
        }

        /** Whether it judges every request by a number of its own, and no score. */
        public boolean isMeasure() {
            return this == LATENCY || this == TOKENS || this == COST;
        }
    }

    /**
     * Which series it is about.
     *
     * @param feature null for every one
     * @param score null for every one
     */
    public record Selector(
            int project, @Nullable String feature, @Nullable String score) {
        /** Whether it is about a score of a feature. */
        public boolean covers(int ofProject, String ofFeature, String ofScore) {
            return project == ofProject
                    && (feature == null || feature.equals(ofFeature))
                    && (score == null || score.equals(ofScore));
        }

        /** The more it names, the larger; a feature says more than a score. */
        int precision() {
            return (feature == null ? 0 : 2) + (score == null ? 0 : 1);
        }
    }

    /** Numbers that are left to the settings where they are null. */
    public record Limits(
            @Nullable Double objective,
            @Nullable Integer learnFrom,
            @Nullable Double threshold,
            @Nullable Integer minimumScores) {}

    /**
     * @param slices attributes whose values are watched by themselves; null for every one
     * @param hold how long something must be alarmed before anybody hears of it
     * @param time the reference's days, the span of a burn rule, or after how long a score is away; zero for the others
     * @param amount the drop that is fine, the pace of a burn rule, or the least share of a finding; 0 for the others
     * @param pair of a divergence; null for the others
     * @param measure of a rule that judges requests; null for the others
     */
    public record Scope(
            @Nullable List<String> slices,
            Duration hold,
            Duration time,
            double amount,
            @Nullable Pair pair,
            @Nullable Measure measure) {
        public Scope(@Nullable List<String> slices, Duration hold, Duration time, double amount) {
            this(slices, hold, time, amount, null, null);
        }
    }

    /** Two scores: what is looked at instead of what counts. */
    public record Pair(String proxy, String outcome) {}

    /**
     * What of a request is too much.
     *
     * @param limit milliseconds, tokens or money
     * @param sample share of the traces that are looked at, above 0 and up to 1
     * @param inputPrice money for a million tokens; 0 where there is none to pay
     * @param outputPrice money for a million tokens; 0 where there is none to pay
     */
    public record Measure(double limit, double sample, double inputPrice, double outputPrice) {}

    /** By what name its verdicts about requests are kept; empty for a rule that gives none. */
    public String verdicts() {
        return kind.isMeasure() ? kind.text() + ":" + name : "";
    }

    /** Whether it asks for the same, however it is written. */
    boolean means(RuleDefinition other) {
        return name.equals(other.name)
                && kind == other.kind
                && selector.equals(other.selector)
                && severity.equals(other.severity)
                && limits.equals(other.limits)
                && scope.equals(other.scope);
    }

    /** Whether two cannot both be, since they would judge the same series twice in the same way. */
    boolean contends(RuleDefinition other) {
        return kind == other.kind
                && (kind == Kind.QUALITY || kind == Kind.ABSENCE || kind == Kind.DRIFT)
                && selector.equals(other.selector)
                && !name.equals(other.name);
    }
}
