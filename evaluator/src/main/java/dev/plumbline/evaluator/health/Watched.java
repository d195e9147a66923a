package dev.plumbline.evaluator.health;

import dev.plumbline.evaluator.estimate.Chernoff;
import org.jspecify.annotations.Nullable;

/**
 * One respect of one judge version, by one answer per session in the order of asking. The first {@link Learned#WANTED} say
 * what it is like, and thereby the limit; from then on each is a bet on a rise above it. An alarm ends when a whole block of
 * {@link #BLOCK} answers lies at or below the limit again; each further alarm needs more evidence, so that the chance of a
 * false one in the whole life of the version stays below {@link #LEVEL}.
 *
 * @param alarm null while nothing has got worse
 * @param alarms how many there have been
 */
record Watched(
        Learned learned, Wager wager, Run run, @Nullable Alarm alarm, int alarms) {
    /** One in a hundred judge versions at most has a false alarm in its life; each sign has an equal part of it. */
    static final double LEVEL = 0.01 / Sign.values().length;

    static final int BLOCK = 50;
    static final Watched START = new Watched(Learned.NOTHING, Wager.START, Run.NONE, null, 0);

    private static final double USUAL_RISE = 0.15;
    private static final double HOPELESS = 0.9;

    /** @param limit the share that is fine at most; null while it is being learned */
    record Learned(long n, long bad, @Nullable Double limit) {
        static final int WANTED = 200;
        static final Learned NOTHING = new Learned(0, 0, null);

        private Learned after(boolean isBad) {
            long count = n + 1;
            long bads = bad + (isBad ? 1 : 0);
            return new Learned(
                    count,
                    bads,
                    count < WANTED
                            ? null
                            : Double.valueOf(Chernoff.upper((double) bads / count, (double) count, LEVEL / 2)));
        }
    }

    /** Since a rise may have begun (Page 1954): answers since the log likelihood ratio was lowest. @param height of it since */
    record Run(long sinceNano, long n, long bad, double height) {
        static final Run NONE = new Run(0, 0, 0, 0);

        private Run after(boolean isBad, long atNano, double limit) {
            double risen = height + Math.log(Wager.ratio(isBad, limit, USUAL_RISE));
            return risen <= 0 ? NONE : new Run(n == 0 ? atNano : sinceNano, n + 1, bad + (isBad ? 1 : 0), risen);
        }
    }

    /**
     * @param run grows on
     * @param blockN answers of the block that may end it
     */
    record Alarm(Run run, double value, double threshold, long blockN, long blockBad) {}

    Watched after(boolean bad, long atNano) {
        Double limit = learned.limit();
        if (limit == null) {
            return new Watched(learned.after(bad), wager, run, alarm, alarms);
        }
        if (limit > HOPELESS) {
            return this;
        }
        if (alarm != null) {
            return alarmed(alarm, bad, limit);
        }
        Wager next = wager.after(bad, limit);
        Run longer = run.after(bad, atNano, limit);
        if (next.value() < threshold()) {
            return new Watched(learned, next, longer, null, alarms);
        }
        return new Watched(
                learned, Wager.START, Run.NONE, new Alarm(longer, next.value(), threshold(), 0, 0), alarms + 1);
    }

    private Watched alarmed(Alarm known, boolean bad, double limit) {
        Run grown = new Run(
                known.run().sinceNano(), known.run().n() + 1, known.run().bad() + (bad ? 1 : 0), 0);
        long n = known.blockN() + 1;
        long bads = known.blockBad() + (bad ? 1 : 0);
        if (n < BLOCK) {
            return new Watched(
                    learned, wager, run, new Alarm(grown, known.value(), known.threshold(), n, bads), alarms);
        }
        return (double) bads / n <= limit
                ? new Watched(learned, Wager.START, Run.NONE, null, alarms)
                : new Watched(learned, wager, run, new Alarm(grown, known.value(), known.threshold(), 0, 0), alarms);
    }

    /** What was learned stands, and how often there was an alarm. */
    Watched settled() {
        return new Watched(learned, Wager.START, Run.NONE, null, alarms);
    }

    /** Half of the level is the limit's, half of it the alarms', the i-th with 1 / (i (i + 1)) of that. */
    double threshold() {
        double next = alarms + 1.0;
        return 2 * next * (next + 1) / LEVEL;
    }
}
