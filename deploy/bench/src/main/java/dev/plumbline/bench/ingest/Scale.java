package dev.plumbline.bench.ingest;

/**
 * How much is sent.
 *
 * @param warmUpSeconds at most so long before anything is measured, until the JIT compiler is done
 * @param spans of one round of large requests; small requests send half of them
 * @param rounds of limit, large and small
 * @param latencySeconds at half the rate at which all is done
 * @param tenfold whether it is measured again at ten times the stored rows
 */
record Scale(int warmUpSeconds, int spans, int rounds, int latencySeconds, boolean tenfold) {
    static final Scale QUICK = new Scale(15, 12_288, 1, 5, false);
    static final Scale FULL = new Scale(120, 24_576, 3, 15, true);
}
