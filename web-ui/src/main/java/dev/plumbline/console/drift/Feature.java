package dev.plumbline.console.drift;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How the watch over a feature stands, as drift-service tells it.
 *
 * @param state {@code learning}, {@code watching} or {@code model_changed}
 */
record Feature(
        String feature,
        String state,
        Learned learned,
        @Nullable Reference reference,
        @JsonUnwrapped Watch watch,
        Requests requests) {

    /**
     * @param windows looked at since the reference was pinned
     * @param comparisons of the last window beside that with the reference
     */
    record Watch(int windows, int openFindings, @Nullable List<Comparison> comparisons) {}

    /** @param name {@code last_release}, {@code last_week} or {@code slice} with attribute=value */
    record Comparison(String name) {}

    /** Sessions of those that a reference takes. */
    record Learned(long sessions, int of) {}

    /** @param since event time of its first session */
    record Reference(int number, Instant since, Instant until, int sessions) {}

    /** @param late too late to count */
    record Requests(long waiting, long observed, long sameSession, long late) {}
}
