package dev.plumbline.evaluator.jobs;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * How a job ended.
 *
 * @param reason one of a few words, to count by; null when it was scored
 * @param detail in words, without content
 */
public record JobEnd(
        State state, @Nullable String reason, @Nullable String detail) {

    /** The states a job ends in. */
    public enum State {
        /** All scorers gave their finding; abstentions count as given. */
        SCORED,
        /** Something broke. */
        FAILED,
        /** It was not to be scored, or could not be. */
        NOT_SCORED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final JobEnd SCORED = new JobEnd(State.SCORED, null, null);

    public static JobEnd failed(String reason, String detail) {
        return new JobEnd(State.FAILED, reason, detail);
    }

    public static JobEnd notScored(String reason) {
        return new JobEnd(State.NOT_SCORED, reason, null);
    }
}
