package dev.plumbline.drift.finding;

import dev.plumbline.drift.detect.Change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was first seen about when a finding began. It need not be its cause.
 *
 * @param what {@code release}, {@code prompt} or {@code model}
 * @param value of a prompt the digest of its system messages
 * @param firstNano event time of the first session with it
 * @param sessions with it until the finding opened
 */
public record Arrival(String what, String value, long firstNano, int sessions) {

    private static final int DIGEST_SHOWN = 12;

    /**
     * When something must have been first seen to be told beside a finding: from as long before the window that raised it
     * as the change lasts, to its opening.
     */
    record Range(long fromNano, long untilNano) {

        static Range of(Change change) {
            long since = change.story().raised().sinceNano();
            return new Range(since - Math.max(0, change.untilNano() - since), change.untilNano());
        }
    }

    String sentence() {
        String named = what.equals("prompt")
                ? "System prompt " + value.substring(0, Math.min(DIGEST_SHOWN, value.length()))
                : (what.equals("release") ? "Release “" : "Model “") + value + "”";
        Instant first = Instant.ofEpochSecond(0, firstNano).truncatedTo(ChronoUnit.SECONDS);
        return " %s was first seen at %s (%d sessions since).".formatted(named, first, sessions);
    }
}
