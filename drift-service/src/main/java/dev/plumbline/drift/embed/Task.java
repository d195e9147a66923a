package dev.plumbline.drift.embed;

import dev.plumbline.contracts.trace.RequestRef;

/**
 * A session whose input wants a vector.
 *
 * @param attempts how often it was leased, this time counted
 */
record Task(String feature, long ordinal, RequestRef request, int attempts) {}
