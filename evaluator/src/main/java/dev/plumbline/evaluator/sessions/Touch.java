package dev.plumbline.evaluator.sessions;

import dev.plumbline.contracts.trace.RequestRef;

/**
 * A request of a session.
 *
 * @param session its id
 * @param status of the request, by its name
 */
public record Touch(RequestRef request, String feature, String session, long startNano, String status) {}
