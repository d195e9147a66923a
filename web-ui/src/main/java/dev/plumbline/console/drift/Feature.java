package dev.plumbline.console.drift;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How the watch over a feature stands, as drift-service tells it.
 *
 * @param state {@code learning}, {@code watching} or {@code model_changed}
 * @param windows looked at since the reference was pinned
 */
record Feature(
        String feature,
        String state,
        Learned learned,
        @Nullable Reference reference,
        int windows,
        int openFindings,
        Requests requests) {

    /** Sessions of those that a reference takes. */
    record Learned(long sessions, int of) {}

    /** @param since event time of its first session */
    record Reference(int number, Instant since, Instant until, int sessions) {}

    /** @param late too late to count */
    record Requests(long waiting, long observed, long sameSession, long late) {}
}
