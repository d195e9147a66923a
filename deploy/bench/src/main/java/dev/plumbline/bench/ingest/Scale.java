package dev.plumbline.bench.ingest;

/**
 * How much is sent.
 *
 * @param warmUp spans before anything is measured, for each size of request
 * @param spans of one round of large requests; small requests send half of them
 * @param rounds of limit, large and small
 * @param latencySeconds at half the maximal rate
 */
record Scale(int warmUp, int spans, int rounds, int latencySeconds) {
    static final Scale QUICK = new Scale(12_288, 12_288, 1, 5);
    static final Scale FULL = new Scale(40_960, 40_960, 3, 15);
}
