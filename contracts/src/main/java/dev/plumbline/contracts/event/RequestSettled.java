package dev.plumbline.contracts.event;

import dev.plumbline.contracts.trace.Origin;
import dev.plumbline.contracts.trace.RequestRef;
import dev.plumbline.contracts.trace.RequestShape;

import java.util.Map;

/**
 * A request is complete as far as is known; a higher version replaces a lower one.
 *
 * @param timing when it happened and how it ended
 * @param attributes the configured custom attributes, for strata and slices
 */
public record RequestSettled(
        EventHeader header,
        RequestRef request,
        int version,
        Origin origin,
        Timing timing,
        RequestShape shape,
        Map<String, String> attributes) {

    /**
     * @param startNano nanoseconds since the Unix epoch, UTC: the event time of all that is derived
     * @param status name of a {@link dev.plumbline.contracts.trace.SpanStatus}
     * @param fingerprint digest of the request, 64 hex digits
     * @param inputDigest digest of its input component, 64 hex digits
     */
    public record Timing(long startNano, long endNano, String status, String fingerprint, String inputDigest) {}
}
