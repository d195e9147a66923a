package dev.plumbline.evaluator.clusters;

import dev.plumbline.evaluator.sampling.SamplingDecision;
import org.jspecify.annotations.Nullable;

/**
 * What phase 2 decided of a session, for all its requests alike. Phase 1 has long decided by then and is never undone: phase
 * 2 draws among what it passed over, by a draw of its own. A request is passed over by both with the product of both
 * chances, so it is chosen with {@code 1 - (1 - rate 1) (1 - rate 2)}, whichever phase chose it; with that weight, scores
 * of both phases together estimate all traffic without bias (Horvitz and Thompson 1952), also where a request's session was
 * never assigned and rate 2 is 0. Whether a session is assigned, and its rate, depend on no draw.
 *
 * <p>A request that both a rule and phase 2 choose is marked as drawn: marked by its rule it would be missing from the
 * estimate. Sessions of new clusters, and those far from all, are judged by rule where nothing drew them.
 *
 * @param rate chance of the session, 0 to 1
 * @param draw its place in [0, 1): drawn when it is below the rate
 * @param rule that has it judged when it is not drawn; null for none
 */
record SecondPhase(double rate, double draw, @Nullable String rule) {

    /**
     * The chance that gives a cluster its sessions a day, and 0 where the common rate of phase 1 does.
     *
     * @param perDay of the cluster, this session included
     * @param common rate of phase 1
     */
    static double rate(int floorPerDay, long perDay, double common) {
        double wanted = Math.min(1, (double) floorPerDay / Math.max(1, perDay));
        return wanted > common ? wanted : 0;
    }

    boolean drawn() {
        return draw < rate;
    }

    /** What stands for one of the session's requests. */
    SamplingDecision after(SamplingDecision first) {
        if (first.reason().equals(SamplingDecision.ALL)) {
            return first;
        }
        double either = 1 - (1 - first.rate()) * (1 - rate);
        if (first.reason().equals(SamplingDecision.RATE)) {
            return decided(first, either, SamplingDecision.RATE);
        }
        if (drawn()) {
            return decided(first, either, SamplingDecision.CLUSTER);
        }
        if (first.chosen()) {
            return first;
        }
        String always = rule;
        return always == null
                ? new SamplingDecision(false, either, SamplingDecision.NONE, first.policyVersion(), first.rate())
                : first.by(always);
    }

    private static SamplingDecision decided(SamplingDecision first, double probability, String reason) {
        return new SamplingDecision(true, probability, reason, first.policyVersion(), first.rate());
    }
}
