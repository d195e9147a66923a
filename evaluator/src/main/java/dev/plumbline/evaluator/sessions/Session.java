package dev.plumbline.evaluator.sessions;

import dev.plumbline.contracts.trace.RequestRef;

import java.time.Instant;

/**
 * A session that is idle.
 *
 * @param first the request that its scores stand under
 * @param receivedAt when its last request came: another moment means that it goes on
 * @param now what is known of its requests
 * @param before what was when it was last idle
 * @param version how often it was idle with news
 */
record Session(Key key, RequestRef first, Instant receivedAt, Known now, Known before, int version) {

    record Key(int project, String feature, String session) {}

    /** What is known of its requests. */
    record Known(int turns, long settled) {}

    boolean hasNews() {
        return !now.equals(before) && now.turns() > 0;
    }
}
