package dev.plumbline.alerting.pause;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What is not judged for a while. A paused rule judges nothing: it has no state, no alert and no evidence, and afterwards
 * it goes on with what it had learned and without evidence, so that nothing of the pause ever pages. A step counts as
 * paused when any part of it lies in the pause.
 *
 * @param what the rule, and which of its series
 * @param endedBy who ended it before its time; null when nobody did
 */
public record Pause(
        int id,
        What what,
        String pausedBy,
        String reason,
        Instant startsAt,
        Instant endsAt,
        @Nullable String endedBy) {

    /**
     * A rule, or some of its series.
     *
     * @param rule its name, or {@code quality}, {@code absence} or {@code drift} for what is built in
     * @param feature null for every one
     * @param score null for every one
     * @param slice {@code attribute=value}, empty for the whole; null for the rule with all of its series
     */
    public record What(
            int project,
            String rule,
            @Nullable String feature,
            @Nullable String score,
            @Nullable String slice) {
        /** Whether it is about this rule's judging of a score, all of its series or one. */
        public boolean covers(int ofProject, String ofRule, String ofFeature, String ofScore) {
            return project == ofProject
                    && rule.equals(ofRule)
                    && (feature == null || feature.equals(ofFeature))
                    && (score == null || score.equals(ofScore));
        }
    }

    public boolean isActive(Instant now) {
        return !startsAt.isAfter(now) && endsAt.isAfter(now);
    }

    /** Whether it holds a time that is judged now. */
    public boolean holds(Instant from, Instant to, Instant now) {
        return isActive(now) || startsAt.isBefore(to) && endsAt.isAfter(from);
    }

    /** As the history of an alert that it ends says it. */
    public String sentence() {
        return "paused by " + pausedBy + " until " + endsAt + ": " + reason;
    }
}
