package dev.plumbline.contracts.event;

import dev.plumbline.contracts.trace.RequestRef;
import org.jspecify.annotations.Nullable;

/**
 * Feedback of a user or late ground truth about a request.
 *
 * @param kind {@code feedback} from a user, {@code truth} from a system of record, or {@code score} from another evaluator;
 *     whoever reads it passes over kinds that it does not know
 * @param name what was measured, for example {@code thumbs} or {@code resolved}
 * @param source who says so
 * @param atNano when it became known, nanoseconds since the Unix epoch, UTC
 */
public record TruthRecorded(
        EventHeader header,
        RequestRef request,
        String kind,
        String name,
        Outcome outcome,
        @Nullable String source,
        long atNano) {

    /** At least one of the two is present. */
    public record Outcome(@Nullable Double value, @Nullable String label) {}
}
