package dev.plumbline.tracestore;

/**
 * What became of a batch; stored and duplicate add up to the rows given.
 *
 * @param stored new rows
 * @param duplicate rows that were there already, or twice in the batch
 * @param conflicting how many of the duplicates say something else than what is there, which stays as it is
 */
public record Written(int stored, int duplicate, int conflicting) {
    public Written(int stored, int duplicate) {
        this(stored, duplicate, 0);
    }

    /** Of both together. */
    public Written plus(Written other) {
        return new Written(stored + other.stored, duplicate + other.duplicate, conflicting + other.conflicting);
    }
}
