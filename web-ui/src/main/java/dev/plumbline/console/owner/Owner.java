package dev.plumbline.console.owner;

import java.util.Optional;
import java.util.Set;

/** The service that owns a part of the public API. */
public enum Owner {
    TRACE_INGEST("trace-ingest", Set.of("truth", "feedback", "keys", "projects", "ingest")),
    EVALUATOR("evaluator", Set.of("scores", "evaluation", "labels", "rubrics", "sampling", "slices", "comparisons")),
    DRIFT_SERVICE("drift-service", Set.of("drift")),
    ALERTING("alerting", Set.of("alerts", "rules", "receivers", "notifications", "silences"));

    private final String part;
    private final Set<String> segments;

    Owner(String part, Set<String> segments) {
        this.part = part;
        this.segments = segments;
    }

    /** The service's name, as people see it. */
    public String part() {
        return part;
    }

    /** Who answers a path of the API, by its first segment after {@code /api/v1/}. */
    public static Optional<Owner> of(String segment) {
        for (Owner owner : values()) {
            if (owner.segments.contains(segment)) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }
}
