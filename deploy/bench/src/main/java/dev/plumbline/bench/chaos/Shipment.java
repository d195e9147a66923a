package dev.plumbline.bench.chaos;

import java.util.List;

/**
 * One message with what must become of it.
 *
 * @param keys trace id and span id in hex of each well-formed span; one that is in the message twice is listed twice
 * @param malformed spans that must be rejected
 * @param readable whether it is a message at all; what is not must be refused for good
 */
record Shipment(byte[] message, List<String> keys, int malformed, boolean readable) {

    /** What the ledger calls received. */
    int items() {
        return keys.size() + malformed;
    }
}
