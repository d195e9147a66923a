package dev.plumbline.contracts.event;

import dev.plumbline.contracts.trace.RequestRef;

/**
 * A session was assigned to a cluster of its feature's inputs, by what it asked first. The same session is assigned again
 * when its feature is learned anew.
 *
 * @param request the first of the session
 * @param reference number of the feature's reference that has the cluster; a higher one replaces a lower one
 * @param atNano start of the request: event time, nanoseconds since the Unix epoch, UTC
 */
public record RequestAssigned(
        EventHeader header, RequestRef request, String feature, Cluster cluster, int reference, long atNano) {

    /**
     * @param id stable for as long as the reference is
     * @param label distinct terms of the cluster
     * @param found whether the reference does not have it: it was found later, and confirmed
     * @param far whether the input is less alike to all that the reference has than 19 of 20 usual ones
     */
    public record Cluster(String id, String label, boolean found, boolean far) {}
}
