package dev.plumbline.drift.report.feature;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How the watch over a feature stands.
 *
 * @param state {@code learning}, {@code watching}, or {@code model_changed}: vectors of the reference and of now cannot
 *     be compared, so a new reference is learned as soon as sessions with new vectors come
 * @param reference null while learning
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record FeatureItem(
        String feature,
        String state,
        Learned learned,
        @Nullable Reference reference,
        @JsonUnwrapped Watch watch,
        Languages languages,
        Requests requests) {

    /**
     * @param windows looked at since the reference was pinned
     * @param comparisons of the last look beside that with the reference, in its words
     */
    record Watch(int windows, int openFindings, List<Comparison> comparisons) {}

    /**
     * Other traffic to compare with, or a part of the traffic compared for itself.
     *
     * @param name {@code last_release}, {@code last_week}, or {@code slice} with attribute=value
     * @param words where a share was what it was
     * @param budget the part of each look's false-alarm probability that is its own
     */
    record Comparison(String name, String words, double budget) {}

    /**
     * Whether the embedding model knows the languages in which users ask.
     *
     * @param sessions of the latest 1,000 whose language is told
     * @param unknown those in languages that the built-in model does not know: all but English; 0 for another model
     * @param which those languages, the commonest first
     * @param note what that means, where it is more than one in twenty
     */
    record Languages(
            int sessions,
            int unknown,
            List<String> which,
            @Nullable String note) {}

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
