package dev.plumbline.contracts.event;

import java.util.List;

/** The topics of the bus. The key is the trace id, the finding's id for drift, or the judged score for judges. A breaking change is a new name. */
public final class Topics {
    public static final String REQUESTS = "plumbline.requests.v1";
    public static final String TRUTH = "plumbline.truth.v1";
    public static final String SCORES = "plumbline.scores.v1";
    public static final String DRIFT = "plumbline.drift.v1";
    public static final String ASSIGNMENTS = "plumbline.assignments.v1";
    public static final String JUDGES = "plumbline.judges.v1";

    public static final List<String> ALL = List.of(REQUESTS, TRUTH, SCORES, DRIFT, ASSIGNMENTS, JUDGES);

    private Topics() {}
}
