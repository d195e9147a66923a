package dev.plumbline.ingest.truth;

import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.tracestore.Truth;
import dev.plumbline.tracestore.statement.Statement;
import dev.plumbline.tracestore.statement.Subject;

/**
 * A statement that looks for its requests.
 *
 * @param over whether it has waited long enough
 */
record Waiting(long id, Statement statement, boolean over) {

    /**
     * A request that it is about.
     *
     * @param about the span within the request, 16 hex digits; empty for the request as a whole
     */
    record Target(RequestRef request, long startNano, String about) {}

    Subject subject() {
        return statement.subject();
    }

    Truth truth(Target target) {
        return new Truth(
                target.request(),
                statement.kind(),
                statement.name(),
                statement.told().source(),
                statement.said().value(),
                statement.said().label(),
                statement.told().atNano());
    }
}
