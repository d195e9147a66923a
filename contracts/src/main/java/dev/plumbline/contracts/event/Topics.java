package dev.plumbline.contracts.event;

import java.util.List;

/** The topics of the bus. The key is the trace id, or the finding's id for drift. A breaking change is a new name. */
public final class Topics {
    public static final String REQUESTS = "plumbline.requests.v1";
    public static final String TRUTH = "plumbline.truth.v1";
    public static final String SCORES = "plumbline.scores.v1";
    public static final String DRIFT = "plumbline.drift.v1";
    public static final String ASSIGNMENTS = "plumbline.assignments.v1";

    public static final List<String> ALL = List.of(REQUESTS, TRUTH, SCORES, DRIFT, ASSIGNMENTS);

    private Topics() {}
}
