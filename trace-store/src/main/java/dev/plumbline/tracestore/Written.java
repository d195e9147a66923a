package dev.plumbline.tracestore;

/**
 * What became of a batch; the two add up to the rows given.
 *
 * @param stored new rows
 * @param duplicate rows that were there already, or twice in the batch
 */
public record Written(int stored, int duplicate) {
    /** Of both together. */
    public Written plus(Written other) {
        return new Written(stored + other.stored, duplicate + other.duplicate);
    }
}
