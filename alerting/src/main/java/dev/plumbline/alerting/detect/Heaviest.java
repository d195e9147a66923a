package dev.plumbline.alerting.detect;

/**
 * The largest weight of a session in the last days with scores: the unit of a detector's bets.
 *
 * @param day of the latest scores, in days since the Unix epoch
 * @param before the largest of the last day with scores before it; 0 when there was none
 * @param now the largest of that day so far
 */
public record Heaviest(long day, double before, double now) {
    /** Nothing was seen. */
    public static final Heaviest NONE = new Heaviest(0, 0, 0);

    private static final long STEPS_A_DAY = 288;

    /** With the scores of a later step. */
    Heaviest with(long step, Batch batch) {
        double weight = batch.heaviest();
        if (weight == 0) {
            return this;
        }
        long today = Math.floorDiv(step, STEPS_A_DAY);
        return today == day ? new Heaviest(day, before, Math.max(now, weight)) : new Heaviest(today, now, weight);
    }

    double value() {
        return Math.max(before, now);
    }
}
