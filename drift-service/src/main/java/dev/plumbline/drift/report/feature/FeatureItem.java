package dev.plumbline.drift.report.feature;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How the watch over a feature stands.
 *
 * @param state {@code learning}, {@code watching}, or {@code model_changed}: vectors of the reference and of now cannot
 *     be compared, so nothing is
 * @param reference null while learning
 * @param windows looked at since the reference was pinned
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record FeatureItem(
        String feature,
        String state,
        Learned learned,
        @Nullable Reference reference,
        int windows,
        int openFindings,
        Requests requests) {

    /** Sessions with a vector of those that a reference takes. */
    record Learned(int sessions, int of) {}

    /**
     * @param since event time of its first session
     * @param until event time of its last session
     */
    record Reference(int number, Instant since, Instant until, int sessions, String model) {}

    /**
     * What became of requests: received = waiting + observed + sameSession + late.
     *
     * @param observed the first of their session: as many sessions; {@code waiting}, {@code unreadable} or with a vector
     */
    record Requests(long waiting, long observed, long sameSession, long late, Sessions sessions) {}

    /** @param unreadable without an input text, or not to be embedded */
    record Sessions(long waiting, long unreadable) {}
}
