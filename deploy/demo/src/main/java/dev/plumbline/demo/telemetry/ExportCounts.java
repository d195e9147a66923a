package dev.plumbline.demo.telemetry;

/**
 * Where the spans went; {@code ended = accepted + failed + waiting}.
 *
 * @param ended spans that the assistant finished
 * @param accepted spans that the receiver answered with success, so that they are stored
 * @param failed spans of exports that failed after all retries
 */
public record ExportCounts(long ended, long accepted, long failed) {

    /** Spans still in the exporter's queue, or dropped there because it was full. */
    public long waiting() {
        return ended - accepted - failed;
    }
}
