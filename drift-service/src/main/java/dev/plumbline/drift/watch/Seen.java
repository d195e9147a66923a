package dev.plumbline.drift.watch;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.drift.reference.Observation;

import java.util.List;

/**
 * A session with its vector and its number in the order of event time.
 *
 * @param model that made the vector
 */
public record Seen(long ordinal, RequestRef request, String model, Observation observation) {

    public static List<Observation> observations(List<Seen> seen) {
        return seen.stream().map(Seen::observation).toList();
    }
}
